/** The widgets themselves on the page about them: what a site's readers will see. */
import '../widgets/tahapan.ts';
import '../widgets/hitung-mundur.ts';
import '../widgets/berita.ts';
import '../widgets/cek.ts';
