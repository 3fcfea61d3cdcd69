#include "extractors/page/phrases.h"

#include <algorithm>
#include <array>

// All in lower case, without punctuation at the ends.
namespace rasid::page {
namespace {

template <std::size_t N>
constexpr std::array<std::string_view, N> sorted(std::array<std::string_view, N> words) {
  std::ranges::sort(words);
  return words;
}

// "Advertisement", "Share", "Back to top": furniture wherever such a line stands.
constexpr auto labels = sorted(std::to_array<std::string_view>(
    {// Latin script
     "advertisement", "advertising", "sponsored content", "sponsored", "share", "share this", "share this article",
     "share this post", "share on facebook", "share on twitter", "tweet", "email", "print", "save", "back to top",
     "top", "like this", "story continues below advertisement", "article continues below", "continue reading",
     "story continues", "read more", "click here", "follow us", "loading", "log in", "sign in", "sign up", "subscribe",
     "facebook", "twitter", "whatsapp", "linkedin", "pinterest", "telegram", "reddit", "copy link", "view comments",
     "leave a comment", "skip to content", "share on", "report a correction", "skip advertisement",
     "scroll to continue", "toggle caption", "view gallery", "play video", "getty images", "reuters",
     "advertisement - continue reading below", "no comments", "comments", "share this with", "share via", "anzeige",
     "werbung", "teilen", "drucken", "merken", "kommentieren", "nach oben", "zum seitenanfang", "artikel teilen",
     "weiterlesen", "mehr lesen", "zurück", "zur startseite", "zurück zur startseite", "zurück zur übersicht",
     "kommentare", "newsletter", "auf facebook teilen", "jetzt teilen", "artikel drucken", "artikel merken", "mehr",
     "jetzt kommentieren", "quelle", "bildquelle", "publicité", "partager", "imprimer", "haut de page",
     "la suite après cette publicité", "publicidad", "compartir", "imprimir", "subir", "pubblicità", "condividi",
     "stampa", "torna su", "publicidade", "compartilhar", "compartilhe", "reklama", "udostępnij", "reklam", "paylaş",
     "advertentie", "delen", "hirdetés", "megosztás",
     // Arabic
     "إعلان", "اعلان", "إعلانات", "شارك", "مشاركة", "مشاركه", "شارك المقال", "شارك الخبر", "طباعة", "حفظ",
     "العودة إلى الأعلى", "عودة للأعلى", "إلى الأعلى", "تابعنا", "تعليقات", "التعليقات", "أضف تعليق", "أضف تعليقا",
     "فيسبوك", "تويتر", "واتساب", "نسخ الرابط", "الرئيسية", "ارسال نظر", "نظر شما", "المزيد", "مزيد", "اقرأ المزيد",
     "الخبر يستمر بعد الإعلان", "المقال مستمر بعد الإعلان", "يتبع بعد الإعلان", "إشهار", "إعلان ممول", "محتوى إعلاني",
     "انسخ الرابط", "انشر", "غرد", "استمع", "استمع للمقال", "ادامه مطلب", "ارسال به دوستان",
     // Persian
     "آگهی", "تبلیغات", "اشتراک گذاری", "اشتراک‌گذاری", "چاپ", "بازگشت به بالا", "نظرات", "نظر ثبت شده",
     "نظر", "دیدگاه", "نظر خود را بنویسید", "کپی لینک", "تبلیغ", "بیشتر", "پسندیدم", "نسخه چاپی", "ایتا",
     // Hebrew
     "פרסומת", "שתפו", "שיתוף", "שתף", "הדפסה", "הדפס", "חזרה למעלה", "תגובות", "הוסף תגובה", "תגובה חדשה",
     "לכתבה המלאה", "פרסום", "שלח לחבר", "שלחו לחבר", "שמור", "המשך", "להמשך קריאה",
     // Russian and Ukrainian
     "реклама", "поделиться", "наверх", "распечатать", "версия для печати", "комментировать", "комментарии", "поширити",
     "надрукувати", "подписаться", "промо", "продолжение после рекламы", "продолжение ниже",
     "материал продолжается после рекламы", "партнёрский материал", "на правах рекламы", "в избранное",
     "скопировать ссылку", "отправить", "подробнее", "далее", "обсудить", "вконтакте", "одноклассники"}));

// Beginnings of a line that leads to another article or says whose picture it was.
constexpr auto pointers = sorted(std::to_array<std::string_view>(
    {// Latin script
     "read more", "read also", "also read", "read next", "see also", "related:", "related story",
     "recommended:", "more:", "watch:", "watch now", "don't miss", "more from", "read:", "more on this", "sign up for",
     "subscribe to", "follow us on", "click here to", "photo:", "image:", "photo by", "photograph:", "image credit",
     "picture:", "share this", "listen to", "get our", "find out more", "for more", "posted in", "filed under",
     "tagged", "tags:", "copyright ©", "©", "all rights reserved", "updated:", "published:", "lesen sie auch",
     "lesen sie hier", "lesen sie mehr", "lies auch", "mehr zum thema", "auch interessant", "auch lesen",
     "das könnte sie auch", "das könnte dich auch", "weiterlesen:", "mehr dazu", "foto:", "bild:", "quelle:",
     "bildquelle:", "passend dazu", "schlagwörter", "schlagworte", "stichworte", "themen:", "tags", "weitere artikel",
     "zum thema:", "jetzt lesen", "lire aussi", "à lire aussi", "voir aussi", "lea también", "lee también", "leer más",
     "te puede interesar", "leggi anche", "leia também", "leia mais", "veja também", "lees ook", "olvasd el",
     "czytaj także", "czytaj też", "zobacz też", "zobacz także", "przeczytaj", "ayrıca okuyun",
     // Arabic
     "اقرأ أيضا", "إقرأ أيضا", "اقرأ أيضًا", "إقرأ أيضًا", "اقرأ أيضاً", "إقرأ أيضاً", "اقرأ ايضا", "اقرأ المزيد",
     "إقرأ المزيد", "اقرا ايضا", "شاهد أيضا", "شاهد أيضًا", "شاهد أيضاً", "قد يهمك", "مواضيع ذات صلة", "للمزيد",
     "المزيد من", "تابعوا", "تابعونا", "كلمات مفتاحية", "الكلمات المفتاحية", "كلمات دلالية", "مطالب مرتبط",
     "اخبار مرتبط", "عدد المشاهدات", "عدد القراءات", "عدد الزوار",
     // Persian
     "بیشتر بخوانید", "بیشتر بخوانيد", "همچنین بخوانید", "برچسب", "کد خبر", "کد مطلب", "تعداد بازدید", "لینک کوتاه",
     "انتهای پیام",
     // Hebrew
     "קראו עוד", "קרא עוד", "קראו גם", "לקריאה נוספת", "עוד בנושא", "כתבות נוספות", "צילום:", "תגיות", "אולי יעניין",
     // Russian and Ukrainian
     "читайте также", "читайте нас", "подписывайтесь", "читать далее", "читать также", "смотрите также",
     "материалы по теме",
     "по теме:", "просмотров:", "фото:", "источник:", "читайте:", "теги:", "метки:", "читайте також"}));

// Headings under which a page goes on with something else.
constexpr auto sections = sorted(std::to_array<std::string_view>(
    {// Latin script
     "related", "related articles", "related stories", "related posts", "related news", "related content",
     "related topics", "related links", "related coverage", "more stories", "more news", "most read", "most popular",
     "trending", "you may also like", "you might also like", "recommended", "recommended for you",
     "recommended stories", "read next", "up next", "latest news", "top stories", "comments", "leave a reply",
     "leave a comment", "post a comment", "about the author", "about author", "share this article", "newsletter",
     "more in", "topics", "tags", "latest stories", "popular posts", "recent posts", "see also", "further reading",
     "author", "follow us", "sign up", "editor's picks", "editors' picks", "around the web", "from around the web",
     "what to read next", "join the conversation", "join the discussion", "like this", "similar articles",
     "similar posts", "one comment", "responses", "mehr zum thema", "weitere artikel", "ähnliche artikel",
     "ähnliche beiträge", "verwandte artikel", "verwandte themen", "das könnte sie auch interessieren",
     "das könnte dich auch interessieren", "das könnte ihnen auch gefallen", "das könnte dir auch gefallen",
     "auch interessant", "kommentare", "kommentar schreiben", "kommentar verfassen", "schreibe einen kommentar",
     "schreiben sie einen kommentar", "kommentar hinterlassen", "über den autor", "über die autorin", "zum weiterlesen",
     "meistgelesen", "weitere themen", "themen", "schlagwörter", "aktuelle artikel", "weitere beiträge",
     "neueste artikel", "newsletter abonnieren", "weitere interessante news", "teilen mit", "gefällt mir", "teilen",
     "artikel teilen", "lesen sie auch", "mehr lesen", "mehr aus dem web", "weitere news", "passend zum thema",
     "weitere meldungen", "neueste beiträge", "weitere nachrichten", "hinterlasse eine antwort", "antwort hinterlassen",
     "articles similaires", "sur le même sujet", "commentaires", "à lire aussi", "noticias relacionadas",
     "artículos relacionados", "comentarios", "otras noticias", "más noticias", "te puede interesar",
     "articoli correlati", "commenti", "leggi anche", "notícias relacionadas", "comentários", "leia também",
     "powiązane artykuły", "komentarze", "zobacz także", "zobacz też", "czytaj także", "ezek is érdekelhetnek",
     "ilgili haberler", "yorumlar", "temas",
     // Arabic
     "مواضيع ذات صلة", "أخبار ذات صلة", "اخبار ذات صلة", "مقالات ذات صلة", "موضوعات ذات صلة", "أخبار متعلقة",
     "مقالات مشابهة", "الأكثر قراءة", "الاكثر قراءة", "الأكثر مشاهدة", "التعليقات", "تعليقات", "أضف تعليق",
     "أضف تعليقا", "اترك تعليقا", "اترك تعليقاً", "اترك رد", "اقرأ أيضا", "اقرأ أيضاً", "اقرأ أيضًا", "آخر الأخبار",
     "أحدث الأخبار", "المزيد من الأخبار", "شارك برأيك", "كلمات مفتاحية", "الكلمات الدلالية", "الأخبار ذات الصلة",
     "قد يعجبك أيضا", "قد يهمك أيضا", "مطالب مرتبط", "اخبار مرتبط", "مطالب مشابه", "نظر شما", "ارسال نظر",
     "اخبار متعلقة", "موضوعات متعلقة", "مواضيع متعلقة", "ذات صلة", "اقرأ المزيد", "اقرأ في الموقع", "الأكثر تداولا",
     "الأكثر تفاعلا", "اخترنا لك", "اخترنا لكم", "مقالات أخرى", "أخبار أخرى", "من نفس القسم", "المزيد", "شاهد أيضا",
     "أحدث المقالات", "إقرأ أيضا", "قد يهمك", "مواد ذات صلة", "تقارير ذات صلة", "الأخبار المتعلقة", "ردود القراء",
     "آراء القراء", "تعليق", "أضف تعليقك", "اكتب تعليقك", "شارك بتعليقك", "تعليقات القراء",
     // Persian
     "پربازدیدترین", "پربیننده ترین", "پربازدیدها", "نظرات", "دیدگاه ها", "دیدگاه‌ها", "آخرین اخبار",
     "خبرهای مرتبط", "بیشتر بخوانید", "برچسب ها", "برچسب‌ها", "همچنین بخوانید", "بیشتر بدانید",
     "مطالب پیشنهادی", "پیشنهاد ما", "خبرهای دیگر", "اخبار دیگر", "تازه ترین اخبار", "تازه‌ترین اخبار",
     "پربحث ترین", "دیدگاه کاربران", "نظرات کاربران", "نظر کاربران", "دیدگاه خود را بنویسید", "پاسخ دهید",
     "مطالب خواندنی", "از میان اخبار",
     // Hebrew
     "תגובות", "כתבות נוספות", "כתבות קשורות", "עוד בנושא", "הנקראות ביותר", "תגיות", "אולי יעניין אותך", "קראו גם",
     "קראו עוד", "עוד באתר", "מבזקים", "מבזקים נוספים", "ידיעות נוספות", "חדשות נוספות", "כתבות אחרונות",
     "תגובות הגולשים", "המומלצים", "מומלצים", "עוד בנושא זה", "עוד חדשות", "כותרות נוספות", "אולי יעניין אתכם",
     "כתבות מומלצות", "תוכן מקודם", "הוספת תגובה", "מאמרים נוספים", "הוסף תגובה", "תגובה", "תגובות גולשים", "עוד כתבות",
     // Russian and Ukrainian
     "комментарии", "похожие новости", "похожие статьи", "похожие материалы", "новости по теме", "материалы по теме",
     "читайте также", "по теме", "другие новости", "популярное", "самое читаемое", "последние новости", "теги",
     "главные новости", "лента новостей", "ещё по теме", "еще по теме", "оставить комментарий", "обсуждение",
     "читать также", "смотрите также", "рекомендуем", "рекомендуемое", "популярные", "популярные новости",
     "новости партнёров", "новости партнеров", "ещё новости", "еще новости", "все новости", "вам может быть интересно",
     "вам также может понравиться", "другие материалы", "также по теме", "читайте ещё", "читайте еще", "читайте далее",
     "добавить комментарий", "всего комментариев", "комментарий", "комментария", "комментариев", "написать комментарий",
     "материалы партнёров", "выбор редакции", "самое популярное", "самое интересное", "сейчас читают", "читают сейчас",
     "свежее"}));

// What a reader presses to answer a comment.
constexpr auto replies = std::to_array<std::string_view>(
    {"reply", "antworten", "répondre", "responder", "rispondi", "odpowiedz", "yanıtla", "cevapla", "رد", "الرد",
     "أضف رد", "پاسخ", "הגב", "הגיבו", "השב", "השיבו", "ответить", "відповісти"});

// Within a caption, before the name of who took the picture.
constexpr auto credits =
    std::to_array<std::string_view>({"(photo by", "(photo:", "(ap photo", "photograph:", "photo credit", "image credit",
                                     "(foto:", "/getty images", "צילום:", "צילומים:", "фото:", "фото автора",
                                     "архивное фото", "تصوير:", "عدسة:", "صورة أرشيفية", "عکس:", "عکاس:"});

}  // namespace

bool holds_credit(std::string_view text) {
  return std::ranges::any_of(credits, [&](std::string_view one) { return text.find(one) != std::string_view::npos; });
}

bool is_label(std::string_view text) {
  return std::ranges::binary_search(labels, text);
}

namespace {

/// "2 Reply": a count of likes before the control.
bool follows_digit(std::string_view before) {
  while (before.ends_with(' ')) before.remove_suffix(1);
  if (before.empty()) return false;
  auto const last = static_cast<unsigned char>(before.back());
  if (last < 0x80) return last >= '0' && last <= '9';
  auto const lead = static_cast<unsigned char>(before.size() > 1 ? before[before.size() - 2] : 0);
  return (lead == 0xD9 && last >= 0xA0 && last <= 0xA9) || (lead == 0xDB && last >= 0xB0 && last <= 0xB9);
}

}  // namespace

bool is_reply_control(std::string_view text) {
  return std::ranges::any_of(replies, [&](std::string_view one) {
    if (text.starts_with(one)) return text.size() == one.size() || text[one.size()] == ' ';
    return text.ends_with(one) && follows_digit(text.substr(0, text.size() - one.size()));
  });
}

bool is_section(std::string_view text) {
  return std::ranges::binary_search(sections, text);
}

bool begins_as_pointer(std::string_view text) {
  return std::ranges::any_of(pointers, [&](std::string_view one) { return text.starts_with(one); });
}

}  // namespace rasid::page
