#include "extractors/places/cue_words.h"

#include "extractors/text/fold.h"

namespace rasid::places {
namespace {

// Words are separated by spaces, and folded when they are read.
constexpr std::string_view settlement_before =
    "city town village port capital suburb hamlet settlement township municipality commune cities towns villages "
    "مدينة بلدة قرية مدينتي بلدتي بلدات مدن قرى ضاحية مخيم عاصمة بلدية "
    "شهر روستای شهرهای دهکده شهرک بندر "
    "עיר העיר עיירה העיירה כפר הכפר בעיר מושב קיבוץ הקיבוץ ההתנחלות שכונת בירת "
    "город города городе городу городом г село села селе деревня деревни деревне поселок поселка поселке станица "
    "ville village commune kenti şehri ilçesi köyü";
constexpr std::string_view region_before =
    "province state district region county governorate island prefecture department republic oblast provinces states "
    "محافظة ولاية إقليم منطقة ناحية قضاء مقاطعة محافظتي جزيرة شبه ريف "
    "استان شهرستان بخش منطقه ایالت جزیره ولایت "
    "מחוז נפת מדינת אזור האי חבל "
    "область области областью район районе района край крае края республика республики республике остров острове "
    "province région département île";
constexpr std::string_view region_after =
    "province county governorate district region oblast prefecture state island krai parish raion republic "
    "область области областью район районе района край крае края "
    "ili bölgesi eyaleti";
constexpr std::string_view settlement_after = "city town village township şehri kenti ilçesi köyü suburb metropolitan";
constexpr std::string_view prepositions =
    "in at near from to around outside inside into across throughout toward towards via reached through "
    "في من إلى الى قرب شمال جنوب شرق غرب شمالي جنوبي شرقي غربي داخل نحو خارج وسط حول عبر "
    "در از به نزدیک شمال جنوب شرق غرب مرکز "
    "ליד מול בתוך אל לעבר מאזור "
    "в во из под около близ к у возле через до "
    "à en dans de vers près";
constexpr std::string_view verbs =
    "says said rejects rejected warns warned denies denied accuses accused vows vowed condemns condemned fails failed "
    "wants wanted insists insisted urges urged agrees agreed threatens threatened demands demanded refuses refused "
    "announces announced claims claimed hopes calls backs confirms confirmed imposes imposed lifts summons summoned "
    "considers seeks expects plans pledges pledged slams welcomes welcomed hails protests believes sees "
    "تندد نددت ترفض رفضت تعلن أعلنت تؤكد أكدت تنفي نفت تتهم اتهمت تهدد هددت تطالب طالبت تدين أدانت تحذر حذرت تدعو دعت "
    "قالت تقول تفشل فشلت تسعى تريد ترد ردت تعتزم تتعهد تعهدت تستدعي استدعت تفرض فرضت ترحب رحبت تعتبر اعتبرت "
    "заявляет заявил заявила заявило отвергает отвергла отвергло осуждает осудила осудил обвиняет обвинила обвинил "
    "требует потребовала потребовал предупреждает предупредила грозит угрожает призывает призвала призвал отрицает "
    "считает намерен намерена планирует отказывается отказалась отказался "
    "מזהירה מגנה דוחה מכחישה מאשימה מאיימת דורשת אומרת הודיעה דחתה גינתה הזהירה האשימה "
    "می‌گوید اعلام محکوم رد هشدار خواستار تهدید";
constexpr std::string_view titles =
    "mr mrs ms dr sir lord lady prince princess king queen sheikh judge justice sergeant sgt captain capt colonel col "
    "general gen lieutenant lt major senator sen representative rep professor prof saint "
    "السيد السيدة الدكتور دكتور الشيخ الأمير الملك اللواء العميد العقيد القاضي "
    "آقای خانم دکتر סמל רס״ן ד״ר פרופ׳ מר גברת господин госпожа доктор генерал полковник майор капитан";
constexpr std::string_view institutions =
    "police university college airport hospital clinic health department ministry government court times post news "
    "radio "
    "tv television bank club united fc council parliament congress senate army navy force forces brigade olympics "
    "games "
    "agreement accord accords summit declaration protocol street road avenue valley river bay lake mountain mountains "
    "beach hills peninsula gulf sea desert coast border crossing fire service services stock exchange institute school "
    "museum festival marathon tech authority commission committee conference office officials";
constexpr std::string_view given_names =
    "james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark "
    "donald steven paul andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan jacob gary "
    "nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory frank alexander raymond patrick "
    "jack dennis jerry tyler aaron jose adam henry nathan douglas zachary peter kyle walter ethan jeremy harold keith "
    "christian roger noah gerald carl terry sean austin arthur lawrence jesse dylan bryan joe jordan billy bruce "
    "albert "
    "willie gabriel logan alan juan wayne roy ralph randy eugene vincent russell louis philip bobby johnny bradley "
    "mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret sandra ashley "
    "kimberly emily donna michelle carol amanda dorothy melissa deborah stephanie rebecca sharon laura cynthia "
    "kathleen "
    "amy angela shirley anna brenda pamela emma nicole helen samantha katherine christine debra rachel carolyn janet "
    "catherine maria heather diane ruth julie olivia joyce virginia victoria kelly lauren christina joan evelyn judith "
    "megan andrea cheryl hannah jacqueline martha gloria teresa ann sara madison frances kathryn janice jean alice "
    "abigail "
    "sophia paris sydney brooklyn savannah charlotte florence chelsea dakota austin dallas houston jackson lincoln "
    "troy carolina "
    "martin simon neil ian graham hugh ben tom tim jim bob bill mike steve dave dan sam max leo luke oliver harry "
    "mohammed muhammad mohamed ahmed ali hassan hussein omar khalid ibrahim mustafa mahmoud yusuf abdullah "
    "pierre jean francois jacques michel claude philippe hans karl klaus wolfgang giovanni marco luigi carlos luis "
    "miguel "
    "ivan vladimir sergei dmitry alexei nikolai boris mikhail oleg igor yuri "
    "جورج جون مايكل وليام ديفيد جيمس روبرت توماس دونالد باراك هيلاري جاك بيل توني "
    "محمد أحمد علي حسن حسين عمر خالد إبراهيم مصطفى محمود يوسف عبدالله كريم سعيد سامي طارق ماجد نوري حيدر جواد كاظم "
    "باريس فيكتوريا "
    "джордж джон майкл уильям дэвид джеймс роберт томас владимир сергей дмитрий александр алексей николай иван михаил "
    "олег игорь юрий андрей евгений виктор борис дональд пэрис "
    "ג׳ורג׳ גורג ג׳ון מייקל דוד יוסף משה יעקב אברהם דניאל יצחק שמעון בנימין אהוד אריאל גון "
    "جرج جان مایکل محمد علی حسن حسین رضا احمد محمود مهدی اکبر جواد";

template <class Each>
void for_words(std::string_view words, Each&& each) {
  while (!words.empty()) {
    std::size_t const end = std::min(words.find(' '), words.size());
    if (std::string folded = text::fold(words.substr(0, end)); !folded.empty()) each(std::move(folded));
    words.remove_prefix(std::min(end + 1, words.size()));
  }
}

}  // namespace

CueWords::CueWords() {
  for_words(settlement_before, [&](std::string word) { before_.emplace(std::move(word), Cue::settlement); });
  for_words(region_before, [&](std::string word) { before_.emplace(std::move(word), Cue::region); });
  for_words(region_after, [&](std::string word) { after_.emplace(std::move(word), Cue::region); });
  for_words(settlement_after, [&](std::string word) { after_.emplace(std::move(word), Cue::settlement); });
  for_words(prepositions, [&](std::string word) { prepositions_.insert(std::move(word)); });
  for_words(verbs, [&](std::string word) { verbs_.insert(std::move(word)); });
  for_words(given_names, [&](std::string word) { given_names_.insert(std::move(word)); });
  for_words(institutions, [&](std::string word) { institutions_.insert(std::move(word)); });
  for_words(titles, [&](std::string word) { titles_.insert(std::move(word)); });
}

}  // namespace rasid::places
