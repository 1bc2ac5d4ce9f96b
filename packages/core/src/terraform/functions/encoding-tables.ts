/**
 * The text encodings that Terraform knows, by all of their IANA names in small letters; the first name of a line is the one
 * that `singleByteTables` has.
 *
 * Source: https://www.iana.org/assignments/character-sets
 */
export const encodingNames: readonly string[] = [
  "us-ascii iso-ir-6 ansi_x3.4-1968 ansi_x3.4-1986 iso_646.irv:1991 iso646-us us ibm367 cp367 csascii",
  "iso_8859-1:1987 iso-ir-100 iso_8859-1 iso-8859-1 latin1 l1 ibm819 cp819 csisolatin1",
  "iso_8859-2:1987 iso-ir-101 iso_8859-2 iso-8859-2 latin2 l2 csisolatin2",
  "iso_8859-3:1988 iso-ir-109 iso_8859-3 iso-8859-3 latin3 l3 csisolatin3",
  "iso_8859-4:1988 iso-ir-110 iso_8859-4 iso-8859-4 latin4 l4 csisolatin4",
  "iso_8859-5:1988 iso-ir-144 iso_8859-5 iso-8859-5 cyrillic csisolatincyrillic",
  "iso_8859-6:1987 iso-ir-127 iso_8859-6 iso-8859-6 ecma-114 asmo-708 arabic csisolatinarabic iso_8859-6-e csiso88596e iso-8859-6-e iso_8859-6-i csiso88596i iso-8859-6-i",
  "iso_8859-7:1987 iso-ir-126 iso_8859-7 iso-8859-7 elot_928 ecma-118 greek greek8 csisolatingreek",
  "iso_8859-8:1988 iso-ir-138 iso_8859-8 iso-8859-8 hebrew csisolatinhebrew iso_8859-8-e csiso88598e iso-8859-8-e iso_8859-8-i csiso88598i iso-8859-8-i",
  "iso_8859-9:1989 iso-ir-148 iso_8859-9 iso-8859-9 latin5 l5 csisolatin5",
  "iso-8859-10 iso-ir-157 l6 iso_8859-10:1992 csisolatin6 latin6",
  "iso-8859-13 csiso885913",
  "iso-8859-14 iso-ir-199 iso_8859-14:1998 iso_8859-14 latin8 iso-celtic l8 csiso885914",
  "iso-8859-15 iso_8859-15 latin-9 csiso885915",
  "iso-8859-16 iso-ir-226 iso_8859-16:2001 iso_8859-16 latin10 l10 csiso885916",
  "koi8-r cskoi8r",
  "koi8-u cskoi8u",
  "windows-874 cswindows874",
  "windows-1250 cswindows1250",
  "windows-1251 cswindows1251",
  "windows-1252 cswindows1252",
  "windows-1253 cswindows1253",
  "windows-1254 cswindows1254",
  "windows-1255 cswindows1255",
  "windows-1256 cswindows1256",
  "windows-1257 cswindows1257",
  "windows-1258 cswindows1258",
  "macintosh mac csmacintosh",
  "ibm037 cp037 ebcdic-cp-us ebcdic-cp-ca ebcdic-cp-wt ebcdic-cp-nl csibm037",
  "ibm437 cp437 437 cspc8codepage437",
  "ibm850 cp850 850 cspc850multilingual",
  "ibm852 cp852 852 cspcp852",
  "ibm855 cp855 855 csibm855",
  "ibm860 cp860 860 csibm860",
  "ibm862 cp862 862 cspc862latinhebrew",
  "ibm863 cp863 863 csibm863",
  "ibm865 cp865 865 csibm865",
  "ibm866 cp866 866 csibm866",
  "ibm00858 ccsid00858 cp00858 pc-multilingual-850+euro csibm00858",
  "ibm01140 ccsid01140 cp01140 ebcdic-us-37+euro csibm01140",
  "ibm1047 ibm-1047 csibm1047",
  "gbk cp936 ms936 windows-936 csgbk",
  "gb18030 csgb18030",
  "hz-gb-2312",
  "big5 csbig5",
  "shift_jis ms_kanji csshiftjis",
  "euc-jp extended_unix_code_packed_format_for_japanese cseucpkdfmtjapanese",
  "iso-2022-jp csiso2022jp",
  "euc-kr cseuckr",
  "utf-8 csutf8",
  "utf-16 csutf16",
  "utf-16be csutf16be",
  "utf-16le csutf16le",
];

/**
 * What the bytes of a single-byte encoding stand for: from 128 on where the table is that long, since those below are
 * ASCII, otherwise from 0. A question mark among the upper ones stands for a byte without a meaning.
 */
export const singleByteTables: ReadonlyMap<string, string> = new Map([
  ["us-ascii", "?".repeat(128)],
  [
    "iso_8859-1:1987",
    "\x80\x81\x82\x83\x84\x85\x86\x87\x88\x89\x8a\x8b\x8c\x8d\x8e\x8f\x90\x91\x92\x93\x94\x95\x96\x97\x98\x99\x9a\x9b\x9c\x9d\x9e\x9f\xa0\xa1\xa2\xa3\xa4\xa5\xa6\xa7\xa8\xa9\xaa\xab\xac\xad\xae\xaf\xb0\xb1\xb2\xb3\xb4\xb5\xb6\xb7\xb8\xb9\xba\xbb\xbc\xbd\xbe\xbfÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ",
  ],
  [
    "iso_8859-2:1987",
    "????????????????????????????????\xa0Ą˘Ł\xa4ĽŚ\xa7\xa8ŠŞŤŹ\xadŽŻ\xb0ą˛ł\xb4ľśˇ\xb8šşťź˝žżŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢßŕáâăäĺćçčéęëěíîďđńňóôőö÷řůúűüýţ˙",
  ],
  [
    "iso_8859-3:1988",
    "????????????????????????????????\xa0Ħ˘\xa3\xa4?Ĥ\xa7\xa8İŞĞĴ\xad?Ż\xb0ħ\xb2\xb3\xb4\xb5ĥ\xb7\xb8ışğĵ\xbd?żÀÁÂ?ÄĊĈÇÈÉÊËÌÍÎÏ?ÑÒÓÔĠÖ×ĜÙÚÛÜŬŜßàáâ?äċĉçèéêëìíîï?ñòóôġö÷ĝùúûüŭŝ˙",
  ],
  [
    "iso_8859-4:1988",
    "????????????????????????????????\xa0ĄĸŖ\xa4ĨĻ\xa7\xa8ŠĒĢŦ\xadŽ\xaf\xb0ą˛ŗ\xb4ĩļˇ\xb8šēģŧŊžŋĀÁÂÃÄÅÆĮČÉĘËĖÍÎĪĐŅŌĶÔÕÖ×ØŲÚÛÜŨŪßāáâãäåæįčéęëėíîīđņōķôõö÷øųúûüũū˙",
  ],
  [
    "iso_8859-5:1988",
    "????????????????????????????????\xa0ЁЂЃЄЅІЇЈЉЊЋЌ\xadЎЏАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя№ёђѓєѕіїјљњћќ\xa7ўџ",
  ],
  [
    "iso_8859-6:1987",
    "????????????????????????????????\xa0???\xa4???????،\xad?????????????؛???؟?ءآأؤإئابةتثجحخدذرزسشصضطظعغ?????ـفقكلمنهوىي\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652?????????????",
  ],
  [
    "iso_8859-7:1987",
    "????????????????????????????????\xa0‘’\xa3€₯\xa6\xa7\xa8\xa9ͺ\xab\xac\xad?―\xb0\xb1\xb2\xb3΄΅Ά\xb7ΈΉΊ\xbbΌ\xbdΎΏΐΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡ?ΣΤΥΦΧΨΩΪΫάέήίΰαβγδεζηθικλμνξοπρςστυφχψωϊϋόύώ?",
  ],
  [
    "iso_8859-8:1988",
    "????????????????????????????????\xa0?\xa2\xa3\xa4\xa5\xa6\xa7\xa8\xa9×\xab\xac\xad\xae\xaf\xb0\xb1\xb2\xb3\xb4\xb5\xb6\xb7\xb8\xb9÷\xbb\xbc\xbd\xbe????????????????????????????????‗אבגדהוזחטיךכלםמןנסעףפץצקרשת??\u200e\u200f?",
  ],
  [
    "iso_8859-9:1989",
    "\x80\x81\x82\x83\x84\x85\x86\x87\x88\x89\x8a\x8b\x8c\x8d\x8e\x8f\x90\x91\x92\x93\x94\x95\x96\x97\x98\x99\x9a\x9b\x9c\x9d\x9e\x9f\xa0\xa1\xa2\xa3\xa4\xa5\xa6\xa7\xa8\xa9\xaa\xab\xac\xad\xae\xaf\xb0\xb1\xb2\xb3\xb4\xb5\xb6\xb7\xb8\xb9\xba\xbb\xbc\xbd\xbe\xbfÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏĞÑÒÓÔÕÖ×ØÙÚÛÜİŞßàáâãäåæçèéêëìíîïğñòóôõö÷øùúûüışÿ",
  ],
  [
    "iso-8859-10",
    "????????????????????????????????\xa0ĄĒĢĪĨĶ\xa7ĻĐŠŦŽ\xadŪŊ\xb0ąēģīĩķ\xb7ļđšŧž―ūŋĀÁÂÃÄÅÆĮČÉĘËĖÍÎÏÐŅŌÓÔÕÖŨØŲÚÛÜÝÞßāáâãäåæįčéęëėíîïðņōóôõöũøųúûüýþĸ",
  ],
  [
    "iso-8859-13",
    "????????????????????????????????\xa0”\xa2\xa3\xa4„\xa6\xa7Ø\xa9Ŗ\xab\xac\xad\xaeÆ\xb0\xb1\xb2\xb3“\xb5\xb6\xb7ø\xb9ŗ\xbb\xbc\xbd\xbeæĄĮĀĆÄÅĘĒČÉŹĖĢĶĪĻŠŃŅÓŌÕÖ×ŲŁŚŪÜŻŽßąįāćäåęēčéźėģķīļšńņóōõö÷ųłśūüżž’",
  ],
  [
    "iso-8859-14",
    "????????????????????????????????\xa0Ḃḃ\xa3ĊċḊ\xa7Ẁ\xa9ẂḋỲ\xad\xaeŸḞḟĠġṀṁ\xb6ṖẁṗẃṠỳẄẅṡÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏŴÑÒÓÔÕÖṪØÙÚÛÜÝŶßàáâãäåæçèéêëìíîïŵñòóôõöṫøùúûüýŷÿ",
  ],
  [
    "iso-8859-15",
    "????????????????????????????????\xa0\xa1\xa2\xa3€\xa5Š\xa7š\xa9\xaa\xab\xac\xad\xae\xaf\xb0\xb1\xb2\xb3Ž\xb5\xb6\xb7ž\xb9\xba\xbbŒœŸ\xbfÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ",
  ],
  [
    "iso-8859-16",
    "????????????????????????????????\xa0ĄąŁ€„Š\xa7š\xa9Ș\xabŹ\xadźŻ\xb0\xb1ČłŽ”\xb6\xb7žčș\xbbŒœŸżÀÁÂĂÄĆÆÇÈÉÊËÌÍÎÏĐŃÒÓÔŐÖŚŰÙÚÛÜĘȚßàáâăäćæçèéêëìíîïđńòóôőöśűùúûüęțÿ",
  ],
  [
    "koi8-r",
    "─│┌┐└┘├┤┬┴┼▀▄█▌▐░▒▓⌠■∙√≈≤≥\xa0⌡\xb0\xb2\xb7÷═║╒ё╓╔╕╖╗╘╙╚╛╜╝╞╟╠╡Ё╢╣╤╥╦╧╨╩╪╫╬\xa9юабцдефгхийклмнопярстужвьызшэщчъЮАБЦДЕФГХИЙКЛМНОПЯРСТУЖВЬЫЗШЭЩЧЪ",
  ],
  [
    "koi8-u",
    "─│┌┐└┘├┤┬┴┼▀▄█▌▐░▒▓⌠■∙√≈≤≥\xa0⌡\xb0\xb2\xb7÷═║╒ёє╔ії╗╘╙╚╛ґў╞╟╠╡ЁЄ╣ІЇ╦╧╨╩╪ҐЎ\xa9юабцдефгхийклмнопярстужвьызшэщчъЮАБЦДЕФГХИЙКЛМНОПЯРСТУЖВЬЫЗШЭЩЧЪ",
  ],
  [
    "windows-874",
    "€????…???????????‘’“”•–—????????\xa0กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรฤลฦวศษสหฬอฮฯะ\u0e31าำ\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3a????฿เแโใไๅๆ\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4d\u0e4e๏๐๑๒๓๔๕๖๗๘๙๚๛????",
  ],
  [
    "windows-1250",
    "€?‚?„…†‡?‰Š‹ŚŤŽŹ?‘’“”•–—?™š›śťžź\xa0ˇ˘Ł\xa4Ą\xa6\xa7\xa8\xa9Ş\xab\xac\xad\xaeŻ\xb0\xb1˛ł\xb4\xb5\xb6\xb7\xb8ąş\xbbĽ˝ľżŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢßŕáâăäĺćçčéęëěíîďđńňóôőö÷řůúűüýţ˙",
  ],
  [
    "windows-1251",
    "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—?™љ›њќћџ\xa0ЎўЈ\xa4Ґ\xa6\xa7Ё\xa9Є\xab\xac\xad\xaeЇ\xb0\xb1Ііґ\xb5\xb6\xb7ё№є\xbbјЅѕїАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя",
  ],
  [
    "windows-1252",
    "€?‚ƒ„…†‡ˆ‰Š‹Œ?Ž??‘’“”•–—˜™š›œ?žŸ\xa0\xa1\xa2\xa3\xa4\xa5\xa6\xa7\xa8\xa9\xaa\xab\xac\xad\xae\xaf\xb0\xb1\xb2\xb3\xb4\xb5\xb6\xb7\xb8\xb9\xba\xbb\xbc\xbd\xbe\xbfÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ",
  ],
  [
    "windows-1253",
    "€?‚ƒ„…†‡?‰?‹?????‘’“”•–—?™?›????\xa0΅Ά\xa3\xa4\xa5\xa6\xa7\xa8\xa9?\xab\xac\xad\xae―\xb0\xb1\xb2\xb3΄\xb5\xb6\xb7ΈΉΊ\xbbΌ\xbdΎΏΐΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡ?ΣΤΥΦΧΨΩΪΫάέήίΰαβγδεζηθικλμνξοπρςστυφχψωϊϋόύώ?",
  ],
  [
    "windows-1254",
    "€?‚ƒ„…†‡ˆ‰Š‹Œ????‘’“”•–—˜™š›œ??Ÿ\xa0\xa1\xa2\xa3\xa4\xa5\xa6\xa7\xa8\xa9\xaa\xab\xac\xad\xae\xaf\xb0\xb1\xb2\xb3\xb4\xb5\xb6\xb7\xb8\xb9\xba\xbb\xbc\xbd\xbe\xbfÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏĞÑÒÓÔÕÖ×ØÙÚÛÜİŞßàáâãäåæçèéêëìíîïğñòóôõö÷øùúûüışÿ",
  ],
  [
    "windows-1255",
    "€?‚ƒ„…†‡ˆ‰?‹?????‘’“”•–—˜™?›????\xa0\xa1\xa2\xa3₪\xa5\xa6\xa7\xa8\xa9×\xab\xac\xad\xae\xaf\xb0\xb1\xb2\xb3\xb4\xb5\xb6\xb7\xb8\xb9÷\xbb\xbc\xbd\xbe\xbf\u05b0\u05b1\u05b2\u05b3\u05b4\u05b5\u05b6\u05b7\u05b8\u05b9\u05ba\u05bb\u05bc\u05bd־\u05bf׀\u05c1\u05c2׃װױײ׳״???????אבגדהוזחטיךכלםמןנסעףפץצקרשת??\u200e\u200f?",
  ],
  [
    "windows-1256",
    "€پ‚ƒ„…†‡ˆ‰ٹ‹Œچژڈگ‘’“”•–—ک™ڑ›œ\u200c\u200dں\xa0،\xa2\xa3\xa4\xa5\xa6\xa7\xa8\xa9ھ\xab\xac\xad\xae\xaf\xb0\xb1\xb2\xb3\xb4\xb5\xb6\xb7\xb8\xb9؛\xbb\xbc\xbd\xbe؟ہءآأؤإئابةتثجحخدذرزسشصض×طظعغـفقكàلâمنهوçèéêëىيîï\u064b\u064c\u064d\u064eô\u064f\u0650÷\u0651ù\u0652ûü\u200e\u200fے",
  ],
  [
    "windows-1257",
    "€?‚?„…†‡?‰?‹?\xa8ˇ\xb8?‘’“”•–—?™?›?\xaf˛?\xa0?\xa2\xa3\xa4?\xa6\xa7Ø\xa9Ŗ\xab\xac\xad\xaeÆ\xb0\xb1\xb2\xb3\xb4\xb5\xb6\xb7ø\xb9ŗ\xbb\xbc\xbd\xbeæĄĮĀĆÄÅĘĒČÉŹĖĢĶĪĻŠŃŅÓŌÕÖ×ŲŁŚŪÜŻŽßąįāćäåęēčéźėģķīļšńņóōõö÷ųłśūüżž˙",
  ],
  [
    "windows-1258",
    "€?‚ƒ„…†‡ˆ‰?‹Œ????‘’“”•–—˜™?›œ??Ÿ\xa0\xa1\xa2\xa3\xa4\xa5\xa6\xa7\xa8\xa9\xaa\xab\xac\xad\xae\xaf\xb0\xb1\xb2\xb3\xb4\xb5\xb6\xb7\xb8\xb9\xba\xbb\xbc\xbd\xbe\xbfÀÁÂĂÄÅÆÇÈÉÊË\u0300ÍÎÏĐÑ\u0309ÓÔƠÖ×ØÙÚÛÜƯ\u0303ßàáâăäåæçèéêë\u0301íîïđñ\u0323óôơö÷øùúûüư₫ÿ",
  ],
  [
    "macintosh",
    "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†\xb0\xa2\xa3\xa7•\xb6ß\xae\xa9™\xb4\xa8≠ÆØ∞\xb1≤≥\xa5\xb5∂∑∏π∫\xaa\xbaΩæø\xbf\xa1\xac√ƒ≈∆\xab\xbb…\xa0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡\xb7‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uf8ffÒÚÛÙıˆ˜\xaf˘˙˚\xb8˝˛ˇ",
  ],
  [
    "ibm037",
    "\x00\x01\x02\x03\x9c\x09\x86\x7f\x97\x8d\x8e\x0b\x0c\x0d\x0e\x0f\x10\x11\x12\x13\x9d\x85\x08\x87\x18\x19\x92\x8f\x1c\x1d\x1e\x1f\x80\x81\x82\x83\x84\x0a\x17\x1b\x88\x89\x8a\x8b\x8c\x05\x06\x07\x90\x91\x16\x93\x94\x95\x96\x04\x98\x99\x9a\x9b\x14\x15\x9e\x1a\x20\xa0âäàáãåçñ\xa2.<(+|&éêëèíîïìß!$*);\xac-/ÂÄÀÁÃÅÇÑ\xa6,%_>?øÉÊËÈÍÎÏÌ\x60:#@'=\x22Øabcdefghi\xab\xbbðýþ\xb1\xb0jklmnopqr\xaa\xbaæ\xb8Æ\xa4\xb5~stuvwxyz\xa1\xbfÐÝÞ\xae^\xa3\xa5\xb7\xa9\xa7\xb6\xbc\xbd\xbe[]\xaf\xa8\xb4×{ABCDEFGHI\xadôöòóõ}JKLMNOPQR\xb9ûüùúÿ\x5c÷STUVWXYZ\xb2ÔÖÒÓÕ0123456789\xb3ÛÜÙÚ\x9f",
  ],
  [
    "ibm437",
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ\xa2\xa3\xa5₧ƒáíóúñÑ\xaa\xba\xbf⌐\xac\xbd\xbc\xa1\xab\xbb░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσ\xb5τΦΘΩδ∞φε∩≡\xb1≥≤⌠⌡÷≈\xb0∙\xb7√ⁿ\xb2■\xa0",
  ],
  [
    "ibm850",
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø\xa3Ø×ƒáíóúñÑ\xaa\xba\xbf\xae\xac\xbd\xbc\xa1\xab\xbb░▒▓│┤ÁÂÀ\xa9╣║╗╝\xa2\xa5┐└┴┬├─┼ãÃ╚╔╩╦╠═╬\xa4ðÐÊËÈıÍÎÏ┘┌█▄\xa6Ì▀ÓßÔÒõÕ\xb5þÞÚÛÙýÝ\xaf\xb4\xad\xb1‗\xbe\xb6\xa7÷\xb8\xb0\xa8\xb7\xb9\xb3\xb2■\xa0",
  ],
  [
    "ibm852",
    "ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×čáíóúĄąŽžĘę\xacźČş\xab\xbb░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐└┴┬├─┼Ăă╚╔╩╦╠═╬\xa4đĐĎËďŇÍÎě┘┌█▄ŢŮ▀ÓßÔŃńňŠšŔÚŕŰýÝţ\xb4\xad˝˛ˇ˘\xa7÷\xb8\xb0\xa8˙űŘř■\xa0",
  ],
  [
    "ibm855",
    "ђЂѓЃёЁєЄѕЅіІїЇјЈљЉњЊћЋќЌўЎџЏюЮъЪаАбБцЦдДеЕфФгГ\xab\xbb░▒▓│┤хХиИ╣║╗╝йЙ┐└┴┬├─┼кК╚╔╩╦╠═╬\xa4лЛмМнНоОп┘┌█▄Пя▀ЯрРсСтТуУжЖвВьЬ№\xadыЫзЗшШэЭщЩчЧ\xa7■\xa0",
  ],
  [
    "ibm860",
    "ÇüéâãàÁçêÊèÍÔìÃÂÉÀÈôõòÚùÌÕÜ\xa2\xa3Ù₧ÓáíóúñÑ\xaa\xba\xbfÒ\xac\xbd\xbc\xa1\xab\xbb░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσ\xb5τΦΘΩδ∞φε∩≡\xb1≥≤⌠⌡÷≈\xb0∙\xb7√ⁿ\xb2■\xa0",
  ],
  [
    "ibm862",
    "אבגדהוזחטיךכלםמןנסעףפץצקרשת\xa2\xa3\xa5₧ƒáíóúñÑ\xaa\xba\xbf⌐\xac\xbd\xbc\xa1\xab\xbb░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσ\xb5τΦΘΩδ∞φε∩≡\xb1≥≤⌠⌡÷≈\xb0∙\xb7√ⁿ\xb2■\xa0",
  ],
  [
    "ibm863",
    "ÇüéâÂà\xb6çêëèïî‗À\xa7ÉÈÊôËÏûù\xa4ÔÜ\xa2\xa3ÙÛƒ\xa6\xb4óú\xa8\xb8\xb3\xafÎ⌐\xac\xbd\xbc\xbe\xab\xbb░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσ\xb5τΦΘΩδ∞φε∩≡\xb1≥≤⌠⌡÷≈\xb0∙\xb7√ⁿ\xb2■\xa0",
  ],
  [
    "ibm865",
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø\xa3Ø₧ƒáíóúñÑ\xaa\xba\xbf⌐\xac\xbd\xbc\xa1\xab\xa4░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσ\xb5τΦΘΩδ∞φε∩≡\xb1≥≤⌠⌡÷≈\xb0∙\xb7√ⁿ\xb2■\xa0",
  ],
  [
    "ibm866",
    "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмноп░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀рстуфхцчшщъыьэюяЁёЄєЇїЎў\xb0∙\xb7√№\xa4■\xa0",
  ],
  [
    "ibm00858",
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø\xa3Ø×ƒáíóúñÑ\xaa\xba\xbf\xae\xac\xbd\xbc\xa1\xab\xbb░▒▓│┤ÁÂÀ\xa9╣║╗╝\xa2\xa5┐└┴┬├─┼ãÃ╚╔╩╦╠═╬\xa4ðÐÊËÈ€ÍÎÏ┘┌█▄\xa6Ì▀ÓßÔÒõÕ\xb5þÞÚÛÙýÝ\xaf\xb4\xad\xb1‗\xbe\xb6\xa7÷\xb8\xb0\xa8\xb7\xb9\xb3\xb2■\xa0",
  ],
  [
    "ibm01140",
    "\x00\x01\x02\x03\x9c\x09\x86\x7f\x97\x8d\x8e\x0b\x0c\x0d\x0e\x0f\x10\x11\x12\x13\x9d\x85\x08\x87\x18\x19\x92\x8f\x1c\x1d\x1e\x1f\x80\x81\x82\x83\x84\x0a\x17\x1b\x88\x89\x8a\x8b\x8c\x05\x06\x07\x90\x91\x16\x93\x94\x95\x96\x04\x98\x99\x9a\x9b\x14\x15\x9e\x1a\x20\xa0âäàáãåçñ\xa2.<(+|&éêëèíîïìß!$*);\xac-/ÂÄÀÁÃÅÇÑ\xa6,%_>?øÉÊËÈÍÎÏÌ\x60:#@'=\x22Øabcdefghi\xab\xbbðýþ\xb1\xb0jklmnopqr\xaa\xbaæ\xb8Æ€\xb5~stuvwxyz\xa1\xbfÐÝÞ\xae^\xa3\xa5\xb7\xa9\xa7\xb6\xbc\xbd\xbe[]\xaf\xa8\xb4×{ABCDEFGHI\xadôöòóõ}JKLMNOPQR\xb9ûüùúÿ\x5c÷STUVWXYZ\xb2ÔÖÒÓÕ0123456789\xb3ÛÜÙÚ\x9f",
  ],
  [
    "ibm1047",
    "\x00\x01\x02\x03\x9c\x09\x86\x7f\x97\x8d\x8e\x0b\x0c\x0d\x0e\x0f\x10\x11\x12\x13\x9d\x85\x08\x87\x18\x19\x92\x8f\x1c\x1d\x1e\x1f\x80\x81\x82\x83\x84\x0a\x17\x1b\x88\x89\x8a\x8b\x8c\x05\x06\x07\x90\x91\x16\x93\x94\x95\x96\x04\x98\x99\x9a\x9b\x14\x15\x9e\x1a\x20\xa0âäàáãåçñ\xa2.<(+|&éêëèíîïìß!$*);^-/ÂÄÀÁÃÅÇÑ\xa6,%_>?øÉÊËÈÍÎÏÌ\x60:#@'=\x22Øabcdefghi\xab\xbbðýþ\xb1\xb0jklmnopqr\xaa\xbaæ\xb8Æ\xa4\xb5~stuvwxyz\xa1\xbfÐ[Þ\xae\xac\xa3\xa5\xb7\xa9\xa7\xb6\xbc\xbd\xbeÝ\xa8\xaf]\xb4×{ABCDEFGHI\xadôöòóõ}JKLMNOPQR\xb9ûüùúÿ\x5c÷STUVWXYZ\xb2ÔÖÒÓÕ0123456789\xb3ÛÜÙÚ\x9f",
  ],
]);
