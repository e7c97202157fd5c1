/** What is made piece by piece, as a body: made as fast as it is taken, and no further once nobody takes it. */
export function streamOf(source: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(stream) {
      const { done, value } = await source.next();
      if (done) stream.close();
      else stream.enqueue(value);
    },
    async cancel() {
      await source.return(undefined);
    },
  });
}
