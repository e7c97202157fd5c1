export const COUNT_PATH = '/petugas/hitung';
