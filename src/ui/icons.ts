import accessibility from 'lucide-static/icons/accessibility.svg?raw';
import activity from 'lucide-static/icons/activity.svg?raw';
import arrowLeft from 'lucide-static/icons/arrow-left.svg?raw';
import arrowRight from 'lucide-static/icons/arrow-right.svg?raw';
import arrowUp from 'lucide-static/icons/arrow-up.svg?raw';
import badgeCheck from 'lucide-static/icons/badge-check.svg?raw';
import bed from 'lucide-static/icons/bed.svg?raw';
import bell from 'lucide-static/icons/bell.svg?raw';
import bookOpen from 'lucide-static/icons/book-open.svg?raw';
import bookmark from 'lucide-static/icons/bookmark.svg?raw';
import calculator from 'lucide-static/icons/calculator.svg?raw';
import calendarDays from 'lucide-static/icons/calendar-days.svg?raw';
import calendarPlus from 'lucide-static/icons/calendar-plus.svg?raw';
import camera from 'lucide-static/icons/camera.svg?raw';
import chartColumn from 'lucide-static/icons/chart-column.svg?raw';
import check from 'lucide-static/icons/check.svg?raw';
import chevronDown from 'lucide-static/icons/chevron-down.svg?raw';
import chevronLeft from 'lucide-static/icons/chevron-left.svg?raw';
import chevronRight from 'lucide-static/icons/chevron-right.svg?raw';
import chevronUp from 'lucide-static/icons/chevron-up.svg?raw';
import circleAlert from 'lucide-static/icons/circle-alert.svg?raw';
import circleCheck from 'lucide-static/icons/circle-check.svg?raw';
import circleDashed from 'lucide-static/icons/circle-dashed.svg?raw';
import circleDot from 'lucide-static/icons/circle-dot.svg?raw';
import circleQuestionMark from 'lucide-static/icons/circle-question-mark.svg?raw';
import circleX from 'lucide-static/icons/circle-x.svg?raw';
import clock from 'lucide-static/icons/clock.svg?raw';
import cloudUpload from 'lucide-static/icons/cloud-upload.svg?raw';
import code from 'lucide-static/icons/code.svg?raw';
import coffee from 'lucide-static/icons/coffee.svg?raw';
import copy from 'lucide-static/icons/copy.svg?raw';
import download from 'lucide-static/icons/download.svg?raw';
import droplets from 'lucide-static/icons/droplets.svg?raw';
import externalLink from 'lucide-static/icons/external-link.svg?raw';
import eye from 'lucide-static/icons/eye.svg?raw';
import fileLock from 'lucide-static/icons/file-lock.svg?raw';
import fileText from 'lucide-static/icons/file-text.svg?raw';
import filter from 'lucide-static/icons/filter.svg?raw';
import fingerprint from 'lucide-static/icons/fingerprint.svg?raw';
import flaskConical from 'lucide-static/icons/flask-conical.svg?raw';
import globe from 'lucide-static/icons/globe.svg?raw';
import graduationCap from 'lucide-static/icons/graduation-cap.svg?raw';
import heartPulse from 'lucide-static/icons/heart-pulse.svg?raw';
import history from 'lucide-static/icons/history.svg?raw';
import hospital from 'lucide-static/icons/hospital.svg?raw';
import house from 'lucide-static/icons/house.svg?raw';
import idCard from 'lucide-static/icons/id-card.svg?raw';
import image from 'lucide-static/icons/image.svg?raw';
import inbox from 'lucide-static/icons/inbox.svg?raw';
import info from 'lucide-static/icons/info.svg?raw';
import keyRound from 'lucide-static/icons/key-round.svg?raw';
import landmark from 'lucide-static/icons/landmark.svg?raw';
import languages from 'lucide-static/icons/languages.svg?raw';
import listChecks from 'lucide-static/icons/list-checks.svg?raw';
import listOrdered from 'lucide-static/icons/list-ordered.svg?raw';
import lock from 'lucide-static/icons/lock.svg?raw';
import logIn from 'lucide-static/icons/log-in.svg?raw';
import logOut from 'lucide-static/icons/log-out.svg?raw';
import mail from 'lucide-static/icons/mail.svg?raw';
import map from 'lucide-static/icons/map.svg?raw';
import mapPin from 'lucide-static/icons/map-pin.svg?raw';
import mapPinned from 'lucide-static/icons/map-pinned.svg?raw';
import megaphone from 'lucide-static/icons/megaphone.svg?raw';
import menu from 'lucide-static/icons/menu.svg?raw';
import messageCircle from 'lucide-static/icons/message-circle.svg?raw';
import moon from 'lucide-static/icons/moon.svg?raw';
import navigation from 'lucide-static/icons/navigation.svg?raw';
import newspaper from 'lucide-static/icons/newspaper.svg?raw';
import packageIcon from 'lucide-static/icons/package.svg?raw';
import pencil from 'lucide-static/icons/pencil.svg?raw';
import phone from 'lucide-static/icons/phone.svg?raw';
import phoneCall from 'lucide-static/icons/phone-call.svg?raw';
import plug from 'lucide-static/icons/plug.svg?raw';
import plus from 'lucide-static/icons/plus.svg?raw';
import printer from 'lucide-static/icons/printer.svg?raw';
import qrCode from 'lucide-static/icons/qr-code.svg?raw';
import refreshCw from 'lucide-static/icons/refresh-cw.svg?raw';
import rss from 'lucide-static/icons/rss.svg?raw';
import scale from 'lucide-static/icons/scale.svg?raw';
import scanSearch from 'lucide-static/icons/scan-search.svg?raw';
import search from 'lucide-static/icons/search.svg?raw';
import send from 'lucide-static/icons/send.svg?raw';
import settings from 'lucide-static/icons/settings.svg?raw';
import share2 from 'lucide-static/icons/share-2.svg?raw';
import shieldAlert from 'lucide-static/icons/shield-alert.svg?raw';
import shieldCheck from 'lucide-static/icons/shield-check.svg?raw';
import smartphone from 'lucide-static/icons/smartphone.svg?raw';
import sun from 'lucide-static/icons/sun.svg?raw';
import sunMoon from 'lucide-static/icons/sun-moon.svg?raw';
import trash2 from 'lucide-static/icons/trash-2.svg?raw';
import triangleAlert from 'lucide-static/icons/triangle-alert.svg?raw';
import upload from 'lucide-static/icons/upload.svg?raw';
import user from 'lucide-static/icons/user.svg?raw';
import userCheck from 'lucide-static/icons/user-check.svg?raw';
import userPlus from 'lucide-static/icons/user-plus.svg?raw';
import users from 'lucide-static/icons/users.svg?raw';
import utensils from 'lucide-static/icons/utensils.svg?raw';
import vote from 'lucide-static/icons/vote.svg?raw';
import wifiOff from 'lucide-static/icons/wifi-off.svg?raw';
import x from 'lucide-static/icons/x.svg?raw';
import zapOff from 'lucide-static/icons/zap-off.svg?raw';
import { iconPath } from './icon-path.ts';

/**
 * The Lucide icons that pages use, each as one path on a 24 × 24 grid, by Lucide's own name. An icon that is not
 * here is added by its import and its line: only what is listed is read and shipped.
 */
export const ICONS = {
  accessibility: iconPath(accessibility),
  activity: iconPath(activity),
  'arrow-left': iconPath(arrowLeft),
  'arrow-right': iconPath(arrowRight),
  'arrow-up': iconPath(arrowUp),
  'badge-check': iconPath(badgeCheck),
  bed: iconPath(bed),
  bell: iconPath(bell),
  'book-open': iconPath(bookOpen),
  bookmark: iconPath(bookmark),
  calculator: iconPath(calculator),
  'calendar-days': iconPath(calendarDays),
  'calendar-plus': iconPath(calendarPlus),
  camera: iconPath(camera),
  'chart-column': iconPath(chartColumn),
  check: iconPath(check),
  'chevron-down': iconPath(chevronDown),
  'chevron-left': iconPath(chevronLeft),
  'chevron-right': iconPath(chevronRight),
  'chevron-up': iconPath(chevronUp),
  'circle-alert': iconPath(circleAlert),
  'circle-check': iconPath(circleCheck),
  'circle-dashed': iconPath(circleDashed),
  'circle-dot': iconPath(circleDot),
  'circle-question-mark': iconPath(circleQuestionMark),
  'circle-x': iconPath(circleX),
  clock: iconPath(clock),
  'cloud-upload': iconPath(cloudUpload),
  code: iconPath(code),
  coffee: iconPath(coffee),
  copy: iconPath(copy),
  download: iconPath(download),
  droplets: iconPath(droplets),
  'external-link': iconPath(externalLink),
  eye: iconPath(eye),
  'file-lock': iconPath(fileLock),
  'file-text': iconPath(fileText),
  filter: iconPath(filter),
  fingerprint: iconPath(fingerprint),
  'flask-conical': iconPath(flaskConical),
  globe: iconPath(globe),
  'graduation-cap': iconPath(graduationCap),
  'heart-pulse': iconPath(heartPulse),
  history: iconPath(history),
  hospital: iconPath(hospital),
  house: iconPath(house),
  'id-card': iconPath(idCard),
  image: iconPath(image),
  inbox: iconPath(inbox),
  info: iconPath(info),
  'key-round': iconPath(keyRound),
  'list-checks': iconPath(listChecks),
  'log-in': iconPath(logIn),
  landmark: iconPath(landmark),
  languages: iconPath(languages),
  'list-ordered': iconPath(listOrdered),
  lock: iconPath(lock),
  'log-out': iconPath(logOut),
  map: iconPath(map),
  mail: iconPath(mail),
  'map-pin': iconPath(mapPin),
  'map-pinned': iconPath(mapPinned),
  megaphone: iconPath(megaphone),
  menu: iconPath(menu),
  'message-circle': iconPath(messageCircle),
  moon: iconPath(moon),
  navigation: iconPath(navigation),
  newspaper: iconPath(newspaper),
  package: iconPath(packageIcon),
  pencil: iconPath(pencil),
  phone: iconPath(phone),
  'phone-call': iconPath(phoneCall),
  plug: iconPath(plug),
  plus: iconPath(plus),
  printer: iconPath(printer),
  'qr-code': iconPath(qrCode),
  'refresh-cw': iconPath(refreshCw),
  rss: iconPath(rss),
  scale: iconPath(scale),
  'scan-search': iconPath(scanSearch),
  search: iconPath(search),
  send: iconPath(send),
  settings: iconPath(settings),
  'share-2': iconPath(share2),
  'shield-alert': iconPath(shieldAlert),
  'shield-check': iconPath(shieldCheck),
  smartphone: iconPath(smartphone),
  sun: iconPath(sun),
  'sun-moon': iconPath(sunMoon),
  'trash-2': iconPath(trash2),
  'triangle-alert': iconPath(triangleAlert),
  upload: iconPath(upload),
  user: iconPath(user),
  'user-check': iconPath(userCheck),
  'user-plus': iconPath(userPlus),
  users: iconPath(users),
  utensils: iconPath(utensils),
  vote: iconPath(vote),
  'wifi-off': iconPath(wifiOff),
  x: iconPath(x),
  'zap-off': iconPath(zapOff),
} as const satisfies Record<string, string>;

/** Lucide's name of an icon that pages may use. */
export type IconName = keyof typeof ICONS;

/**
 * The icon of that name, for names that come as text from a feature's declaration.
 *
 * @throws {Error} where there is no such icon
 */
export function iconName(text: string): IconName {
  if (Object.hasOwn(ICONS, text)) return text as IconName;
  throw new Error(`There is no icon ${text}. Add it in src/ui/icons.ts.`);
}
