#include "extractors/actors/given_names.h"

#include <algorithm>
#include <array>

#include "extractors/model/split.h"

namespace rasid::actors {
namespace {

/// Alternatives are separated by commas; all are folded.
struct GivenName {
  std::string_view latin, arabic, hebrew, cyrillic;
};

// clang-format off
constexpr auto given_names = std::to_array<GivenName>({
    {"mohammed,mohammad,muhammad,mohamed,mohamad,muhammed,mohamud,muhamad", "محمد", "מוחמד,מוחמאד", "мухаммед,мохаммед,мохаммад,мухаммад,магомед,мохамед"},
    {"ahmed,ahmad,ahmet", "احمد", "אחמד,אחמאד", "ахмед,ахмад"},
    {"mahmoud,mahmud,mahmood", "محمود", "מחמוד", "махмуд"},
    {"ali,aly", "علي", "עלי", "али"},
    {"hassan,hasan", "حسن", "חסנ,חסאנ", "хасан,хассан"},
    {"hussein,hossein,husayn,hussain,husain,hosein", "حسين", "חוסיינ,חוסינ", "хусеин,хоссеин,хусеиин,хуссеин"},
    {"mustafa,mostafa,moustafa,mustapha", "مصطفي", "מוסטפא,מוסטפה", "мустафа,мостафа"},
    {"esmail,ismail,ismael,esmaeil,esmail,ismaeel", "اسماعيل", "איסמעיל,אסמאעיל,איסמאעיל,אסמעיל", "исмаил,эсмаил,эсмаиль"},
    {"ibrahim,ebrahim", "ابراهيم", "איברהימ,אבראהימ,אברהימ", "ибрагим,эбрахим,ибрахим"},
    {"abdullah,abdallah", "عبدالله,عبد الله", "עבדאללה,עבדולה", "абдулла,абдалла,абдаллах"},
    {"khalid,khaled", "خالد", "חאלד", "халид,халед"},
    {"omar,umar", "عمر", "עומר", "омар,умар"},
    {"othman,osman,uthman", "عثمان", "עותמאנ,עוסמאנ", "осман,усман,отман"},
    {"yousef,youssef,yusuf,yousuf,josef", "يوسف", "יוספ,יוסופ", "юсуф,юсеф"},
    {"yahya,yehia", "يحيي", "יחיא,יחיה", "яхья,яхия"},
    {"saeed,said,saeid", "سعيد", "סעיד", "саид,саед"},
    {"saleh,salih", "صالح", "סאלח", "салех,салих"},
    {"salem,salim", "سالم,سليم", "סאלמ,סלימ", "салем,салим"},
    {"nasser,naser,nasir", "ناصر", "נאסר,נאצר", "насер,насир,нассер"},
    {"jamal,gamal", "جمال", "גמאל", "джамаль,гамаль"},
    {"kamal,kemal", "كمال", "כמאל", "камаль,кемаль"},
    {"tariq,tarek,tareq", "طارق", "טארק,טאריק", "тарик,тарек"},
    {"walid,waleed", "وليد", "ואליד", "валид"},
    {"ziad,ziyad", "زياد", "זיאד", "зияд"},
    {"fahd,fahad", "فهد", "פהד", "фахд"},
    {"faisal,feisal,faysal", "فيصل", "פייסל", "феисал,фаисал"},
    {"sultan", "سلطان", "סולטאנ", "султан"},
    {"hamad", "حمد", "חמד", "хамад"},
    {"khalifa", "خليفه", "חליפה", "халифа"},
    {"rashid,rasheed", "رشيد,راشد", "רשיד,ראשיד", "рашид"},
    {"majid,majed", "ماجد,مجيد", "מאגד,מגיד", "маджид,маджед"},
    {"hadi", "هادي", "האדי", "хади"},
    {"mahdi,mehdi", "مهدي", "מהדי", "махди,мехди"},
    {"qasem,qassem,qasim,kassem,qassim,ghasem", "قاسم", "קאסמ,קאסימ", "касем,кассем,касим"},
    {"javad,jawad", "جواد", "גוואד,גואד", "джавад"},
    {"reza,rida,ridha", "رضا", "רזא,רידא", "реза,рида"},
    {"amir,ameer", "امير", "אמיר", "амир"},
    {"ruhollah,rouhollah", "روح الله,روحالله", "רוחאללה", "рухолла"},
    {"mojtaba,mujtaba", "مجتبي", "מוגתבא", "моджтаба"},
    {"sadegh,sadiq,sadeq", "صادق", "סאדק,צאדק", "садег,садек,садик"},
    {"jafar,jaafar", "جعفر", "געפר", "джафар"},
    {"haider,haidar,haydar", "حيدر", "חיידר", "хаидер,хеидар,хаидар"},
    {"nouri,nuri,noori", "نوري", "נורי", "нури"},
    {"muqtada,moqtada,moktada", "مقتدي", "מוקתדא", "муктада"},
    {"bashar", "بشار", "בשאר", "башар"},
    {"hafez,hafiz", "حافظ", "חאפז", "хафез,хафиз"},
    {"rifaat,rifat", "رفعت", "ריפעת", "рифат"},
    {"saddam", "صدام", "סדאמ", "саддам"},
    {"abdulaziz,abdelaziz", "عبدالعزيز,عبد العزيز", "עבד אל עזיז", "абдулазиз,абдель азиз"},
    {"abdulrahman,abdelrahman", "عبدالرحمن,عبد الرحمن", "עבד א רחמנ,עבד אל רחמנ", "абдуррахман,абдель рахман"},
    {"abdelfattah,abdulfattah", "عبد الفتاح,عبدالفتاح", "עבד אל פתאח", "абдель фаттах"},
    {"salman", "سلمان", "סלמאנ,סלמנ", "салман"},
    {"turki", "تركي", "תורכי", "турки"},
    {"bandar", "بندر", "בנדר", "бандар"},
    {"tamim", "تميم", "תמימ", "тамим"},
    {"zayed,zaid,zayd", "زايد,زيد", "זאיד", "заид,заиед"},
    {"mansour,mansoor,mansur", "منصور", "מנסור", "мансур"},
    {"karim,kareem", "كريم", "כרימ", "карим"},
    {"rami", "رامي", "ראמי", "рами"},
    {"samir,sameer", "سمير", "סמיר", "самир"},
    {"nabil,nabeel", "نبيل", "נביל", "набиль"},
    {"nabih", "نبيه", "נביה", "набих"},
    {"michel", "ميشال,ميشيل", "מישל", "мишель"},
    {"saad", "سعد", "סעד", "саад"},
    {"najib", "نجيب", "נגיב", "наджиб"},
    {"fuad,fouad", "فواد", "פואד", "фуад"},
    {"adel,adil", "عادل", "עאדל", "адель,адиль"},
    {"barham", "برهم", "ברהמ", "бархам"},
    {"falih,faleh", "فالح", "פאלח", "фалих"},
    {"qais,qays,kais", "قيس", "קייס", "каис"},
    {"akram", "اكرم", "אכרמ", "акрам"},
    {"abbas", "عباس", "עבאס", "аббас"},
    {"yasser,yasir", "ياسر", "יאסר", "ясир,ясер"},
    {"khamis", "خميس", "חמיס", "хамис"},
    {"jibril,jibreel", "جبريل", "גבריל", "джибриль"},
    {"marwan", "مروان", "מרואנ", "марван"},
    {"mazen,mazin", "مازن", "מאזנ", "мазен"},
    {"anwar", "انور", "אנואר", "анвар"},
    {"hosni,husni", "حسني", "חוסני", "хосни"},
    {"ayman,aiman", "ايمن", "איימנ", "аиман"},
    {"osama,usama", "اسامه", "אוסאמה", "усама"},
    {"sami", "سامي", "סאמי", "сами"},
    {"hani", "هاني", "האני", "хани"},
    {"fares,faris", "فارس", "פארס", "фарис"},
    {"ismat", "عصمت", "עיסמת", "исмат"},
    {"mohsen,muhsin,mohsin", "محسن", "מוחסנ", "мохсен,мухсин"},
    {"masoud,massoud,masud", "مسعود", "מסעוד", "масуд"},
    {"nechirvan,nechervan", "نيجيرفان,نيچيرفان", "נצירוואנ", "нечирван"},
    {"masrour", "مسرور", "מסרור", "масрур"},
    {"daoud,dawood,daud,davoud", "داود", "דאוד", "дауд,давуд"},
    {"suleiman,soleiman,sulaiman", "سليمان", "סולימאנ", "сулеиман"},
    {"idris", "ادريس", "אידריס", "идрис"},
    {"maher,mahir", "ماهر", "מאהר", "махер"},
    {"asma", "اسما", "אסמא", "асма"},
    {"fatima,fatemeh,fatma", "فاطمه", "פאטמה,פטימה", "фатима"},
    {"maryam,mariam", "مريم", "מרימ", "марьям,мариам"},
    {"zainab,zeinab,zaynab", "زينب", "זינב", "зеинаб"},
    {"aisha", "عايشه", "עאישה", "аиша"},
    {"leila,laila,layla", "ليلي", "ליילה", "леила"},
    {"nour,noor", "نور", "נור", "нур"},
    {"benjamin,binyamin", "بنيامين", "בנימינ", "биньямин,беньямин"},
    {"yair", "يايير", "יאיר", "яир"},
    {"naftali", "نفتالي", "נפתלי", "нафтали"},
    {"yitzhak,isaac", "يتسحاق,اسحاق", "יצחק", "ицхак"},
    {"yoav", "يواف", "יואב", "иоав"},
    {"gabi", "غابي", "גבי", "габи"},
    {"vladimir", "فلاديمير,ولاديمير", "ולדימיר", "владимир"},
    {"sergei,sergey", "سيرغي,سيرجي,سرگيي", "סרגיי", "сергеи"},
    {"dmitry,dmitri", "دميتري,ديميتري", "דמיטרי", "дмитрии"},
    {"mikhail", "ميخاييل", "מיכאיל", "михаил"},
    {"donald", "دونالد", "דונלד", "дональд"},
    {"joe", "جو", "גו", "джо"},
    {"john", "جون,جان", "גונ", "джон"},
    {"george", "جورج", "גורג", "джордж"},
    {"emmanuel", "ايمانويل,امانويل", "עמנואל", "эммануэль"},
    {"angela", "انغيلا,انجيلا,انگلا", "אנגלה", "ангела"},
    {"recep", "رجب", "רגפ", "реджеп"},
    {"tayyip", "طيب", "טאיפ", "таиип"},
});
// clang-format on

std::vector<std::string_view> split(std::string_view list) {
  return list.empty() ? std::vector<std::string_view>{} : split_at(list, ',');
}

bool holds(std::string_view list, std::string_view word) {
  for (std::size_t at = list.find(word); at != std::string_view::npos; at = list.find(word, at + 1)) {
    std::size_t const end = at + word.size();
    if ((at == 0 || list[at - 1] == ',') && (end == list.size() || list[end] == ',')) return true;
  }
  return false;
}

}  // namespace

std::vector<std::string_view> given_name_in(std::string_view latin, Script script) {
  if (latin.empty()) return {};
  auto const found = std::ranges::find_if(given_names, [&](GivenName const& name) { return holds(name.latin, latin); });
  if (found == given_names.end()) return {};
  switch (script) {
    case Script::latin:
      return split(found->latin);
    case Script::arabic:
      return split(found->arabic);
    case Script::hebrew:
      return split(found->hebrew);
    case Script::cyrillic:
      return split(found->cyrillic);
    case Script::other:
      break;
  }
  return {};
}

}  // namespace rasid::actors
