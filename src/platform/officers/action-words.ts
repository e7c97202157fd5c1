import { defineMessages } from '../i18n/messages.ts';

/** What an officer is told of an action that was not done, or cannot be read. */
export const actionWords = defineMessages(
  {
    left: 'Masa tugas sudah berakhir karena ada pergantian. Kiriman ini tercatat, tetapi tidak dihitung. Hubungi PPS bila keliru.',
    finished:
      'Masa tugas sudah selesai. Kiriman ini tercatat, tetapi tidak dihitung. Hubungi PPS bila keliru.',
    overtaken:
      'Ada kiriman yang lebih baru tentang hal ini dari HP yang sama. Yang lebih baru yang dipakai; kiriman ini tetap tercatat.',
    photoMissing: 'Ambil atau pilih foto dulu.',
    manyPhotos: 'Cukup satu foto.',
  },
  {
    left: 'Your service has ended because somebody took over. This was recorded but does not count. Ask your PPS if that is wrong.',
    finished: 'Your service is over. This was recorded but does not count. Ask your PPS if that is wrong.',
    overtaken:
      'Something newer about this came from the same phone. The newer one counts; this one stays recorded.',
    photoMissing: 'Take or choose a photo first.',
    manyPhotos: 'One photo is enough.',
  },
);
