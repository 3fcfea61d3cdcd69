#include "extractors/actors/reference_words.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>

namespace rasid::actors {
namespace {

template <std::size_t Size>
bool holds(std::array<std::string_view, Size> const& list, std::string_view word) {
  return std::ranges::find(list, word) != list.end();
}

constexpr auto arabic_goes_on = std::to_array<std::string_view>(
    {"قال", "قالت", "اكد",  "اعلن",  "اضاف", "اوضح", "كشف",  "اشار",  "لفت",  "ذكر", "صرح", "نفي", "شدد", "طالب", "دعا",
     "راي", "زار",  "وصل",  "التقي", "اجري", "بحث",  "ناقش", "تفقد",  "غادر", "عاد", "امر", "وجه", "رفض", "حذر",  "وعد",
     "ان",  "انه",  "كان",  "قد",    "لم",   "لن",   "لا",   "الذي",  "هو",   "في",  "من",  "الي", "علي", "عن",   "مع",
     "بعد", "قبل",  "خلال", "حتي",   "ثم",   "الي",  "امس",  "اليوم", "بين",  "او",  "بان", "سوف"});
constexpr auto persian_goes_on = std::to_array<std::string_view>(
    {"گفت",  "افزود", "اعلام", "تاكيد", "خبر", "اظهار", "نيز", "در",     "از",  "به",    "با",    "كه",  "را",  "و",
     "براي", "پس",    "پيش",   "تا",    "بر",  "هم",    "اين", "همچنين", "روز", "هشدار", "خواست", "رفت", "است", "بود"});
constexpr auto hebrew_goes_on = std::to_array<std::string_view>(
    {"אמר",  "אמרה", "הודיע", "הוסיף", "ציין", "הבהיר", "טענ",  "טען", "הדגיש", "הורה", "ביקר",  "נפגש",  "הגיע",
     "יצא",  "כי",   "על",    "אל",    "את",   "עמ",    "עם",   "לא",  "הוא",   "היה",  "גם",    "אתמול", "היום",
     "לאחר", "ב",    "של",    "או",    "וכי",  "מסר",   "דיבר", "קרא", "דחה",   "אישר", "התריע", "הזהיר"});
constexpr auto russian_goes_on = std::to_array<std::string_view>(
    {"заявил",   "заявила", "сказал",  "сказала",  "отметил", "добавил",     "подчеркнул", "сообщил",
     "прибыл",   "посетил", "призвал", "и",        "а",       "но",          "в",          "на",
     "с",        "у",       "о",       "об",       "от",      "по",          "из",         "не",
     "был",      "была",    "также",   "что",      "который", "уже",         "после",      "до",
     "за",       "к",       "со",      "во",       "провел",  "встретился",  "выступил",   "приказал",
     "осмотрел", "вылетел", "покинул", "вернулся", "обсудил", "предупредил", "отверг",     "потребовал"});
/// English shows names by their capitals; what follows in small letters must only not turn the title into another noun.
constexpr auto english_turns = std::to_array<std::string_view>(
    {"assembly", "election", "elections", "secretary", "manager", "office", "public", "staff", "strike", "hospital",
     "practitioner", "palace", "council", "ministry", "committee", "consensus", "population", "elect", "designate"});

}  // namespace

bool is_article(std::string_view word) {
  return holds(std::to_array<std::string_view>({"al", "el", "аль", "эль", "אל", "א"}), word);
}

bool is_particle(std::string_view word) {
  return holds(std::to_array<std::string_view>(
                   {"bin", "ibn", "ben", "bint", "abu", "abou", "umm",   "abd",    "abdul", "abdel", "بن",
                    "ابن", "بنت", "ابو", "ابي",  "ابا", "ام",   "عبد",   "ال",     "בנ",    "בן",    "בת",
                    "אבו", "бин", "бен", "ибн",  "абу", "абд",  "абдул", "абдель", "de",    "von",   "van"}),
               word);
}

bool names_a_thing(std::string_view word) {
  return holds(
      std::to_array<std::string_view>(
          {"شارع",    "مدينه",    "مستشفي",   "مطار",  "جامعه",  "مخيم",   "ملعب",      "جسر",     "ساحه",    "ميدان",
           "حي",      "قاعه",     "مسجد",     "جامع",  "مدرسه",  "قانون",  "مجمع",      "قصر",     "محافظه",  "عايله",
           "ال",      "عشيره",    "قبيله",    "نظام",  "خيابان", "شهر",    "بيمارستان", "فرودگاه", "دانشگاه", "ميدان",
           "רחוב",    "עיר",      "בית",      "שדה",   "משפחת",  "улица",  "улице",     "город",   "городе",  "площадь",
           "площади", "больница", "больнице", "семья", "семьи",  "street", "city"}),
      word);
}

bool opens_sentences(std::string_view word) {
  return holds(std::to_array<std::string_view>(
                   {"the",    "but",   "and",      "yet",    "so",      "in",     "on",     "at",     "as",   "when",
                    "if",     "for",   "with",     "after",  "while",   "since",  "how",    "why",    "what", "where",
                    "before", "until", "although", "though", "because", "both",   "like",   "unlike", "can",  "will",
                    "did",    "has",   "is",       "was",    "that",    "then",   "now",    "from",   "by",   "to",
                    "of",     "mr",    "mrs",      "ms",     "dr",      "sheikh", "но",     "а",      "и",    "в",
                    "как",    "по",    "с",        "на",     "у",       "о",      "от",     "к",      "что",  "если",
                    "когда",  "после", "до",       "за",     "для",     "при",    "однако", "сам",    "об"}),
               word);
}

bool goes_on_after(std::string_view word, std::string_view language) {
  if (language == "ar") return holds(arabic_goes_on, word);
  if (language == "fa") return holds(persian_goes_on, word);
  if (language == "he") return holds(hebrew_goes_on, word);
  if (language == "ru") return holds(russian_goes_on, word);
  return !holds(english_turns, word);
}

bool is_adjective_before(std::string_view word) {
  static constexpr auto endings = std::to_array<std::string_view>({"ский", "ского", "скому", "ским", "ском", "скии"});
  return std::ranges::any_of(endings, [&](std::string_view ending) { return word.ends_with(ending); });
}

bool begins_with_capital(std::string_view written) {
  auto const* bytes = reinterpret_cast<std::uint8_t const*>(written.data());
  std::int32_t at = 0;
  UChar32 c = 0;
  U8_NEXT(bytes, at, static_cast<std::int32_t>(written.size()), c);
  return c >= 0 && u_isupper(c) != 0;
}

}  // namespace rasid::actors
