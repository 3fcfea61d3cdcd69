#include <unicode/udat.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <unordered_map>

#include "daemon/feeds/civil_time.h"
#include "daemon/feeds/date_text.h"

namespace rasid::feeds {
namespace {

struct Months {
  int number;
  std::string_view names;  // separated by spaces; two-word names are joined by '_'
};

// What ICU does not say of its own accord, and what no other language may take away. By language: English, French,
// Spanish, Portuguese, Italian, German, Dutch, Hungarian, Turkish; Arabic of Egypt, of the Levant and of the Maghreb;
// Persian; Hebrew; Russian, Ukrainian; Greek. Shortest forms first does not matter: whole words are compared.
constexpr std::array months{
    Months{1,
           "january jan janvier janv enero ene janeiro gennaio gen januar jänner januari január ocak oca يناير "
           "كانون_الثاني جانفي ژانویه ינואר בינואר января январь янв січня січ ιανουαρίου ιανουάριος ιαν"},
    Months{
        2,
        "february feb februar février févr fév fevr fev febrero fevereiro febbraio februari február şubat şub فبراير "
        "شباط فيفري فوریه פברואר בפברואר февраля февраль фев февр лютого лют φεβρουαρίου φεβρουάριος φεβ"},
    Months{3,
           "march mar mars marzo março märz mär maart mrt március márc mart مارس آذار مارت מרץ במרץ מרס марта март мар "
           "березня бер μαρτίου μάρτιος μάρ"},
    Months{
        4,
        "april apr avril avr abril abr aprile április ápr nisan nis أبريل إبريل نيسان أفريل آوریل אפריל באפריל апреля "
        "апрель апр квітня кві απριλίου απρίλιος απρ"},
    Months{5,
           "may mai mayo maio maggio mag mei május máj mayıs مايو أيار ماي مه می מאי במאי мая май травня тра μαΐου "
           "μάιος μαϊ μάι"},
    Months{
        6,
        "june jun juin junio junho giugno giu juni június jún haziran haz يونيو حزيران جوان ژوئن יוני ביוני июня июнь "
        "июн червня чер ιουνίου ιούνιος ιούν ιουν"},
    Months{
        7,
        "july jul juillet juil julio julho luglio lug juli július júl temmuz tem يوليو تموز جويلية يوليوز ژوئیه ژوئيه "
        "جولای יולי ביולי июля июль июл липня лип ιουλίου ιούλιος ιούλ ιουλ"},
    Months{8,
           "august aug août aou agosto ago augustus augusztus ağustos ağu أغسطس آب أوت غشت اوت آگوست אוגוסט באוגוסט "
           "августа август авг серпня сер αυγούστου αύγουστος αυγ αύγ"},
    Months{
        9,
        "september sept sep septembre septiembre setembro settembre set szeptember szept eylül eyl سبتمبر أيلول شتنبر "
        "سپتامبر ספטמבר בספטמבר сентября сентябрь сен сент вересня вер σεπτεμβρίου σεπτέμβριος σεπ σεπτ"},
    Months{10,
           "october oct octobre octubre outubro out ottobre ott oktober okt október ekim eki أكتوبر تشرين_الأول "
           "اکتبر אוקטובר באוקטובר октября октябрь окт жовтня жов οκτωβρίου οκτώβριος οκτ"},
    Months{11,
           "november nov novembre noviembre novembro kasım kas نوفمبر تشرين_الثاني نونبر نوامبر נובמבר בנובמבר ноября "
           "ноябрь ноя нояб листопада лис νοεμβρίου νοέμβριος νοε νοέ"},
    Months{12,
           "december dec décembre déc diciembre dic dezembro dez dicembre dezember aralık ara ديسمبر كانون_الأول دجنبر "
           "دسامبر דצמבר בדצמבר декабря декабрь дек грудня гру δεκεμβρίου δεκέμβριος δεκ"},
    Months{101, "فروردین حمل"},
    Months{102, "اردیبهشت ثور"},
    Months{103, "خرداد جوزا"},
    Months{104, "تیر سرطان"},
    Months{105, "مرداد اسد"},
    Months{106, "شهریور سنبله"},
    Months{107, "مهر میزان"},
    Months{108, "آبان عقرب"},
    Months{109, "آذر قوس"},
    Months{110, "دی جدی"},
    Months{111, "بهمن دلو"},
    Months{112, "اسفند حوت"},
    Months{201, "محرم المحرم muharram"},
    Months{202, "صفر safar"},
    Months{203, "ربيع_الأول ربيع_أول"},
    Months{204, "ربيع_الثاني ربيع_الآخر ربيع_ثاني"},
    Months{205, "جمادى_الأولى جمادى_الأول جمادي_الأولى"},
    Months{206, "جمادى_الآخرة جمادى_الثانية جمادى_الآخر جمادي_الثانية"},
    Months{207, "رجب rajab"},
    Months{208, "شعبان shaban"},
    Months{209, "رمضان ramadan"},
    Months{210, "شوال shawwal"},
    Months{211, "ذو_القعدة ذي_القعدة"},
    Months{212, "ذو_الحجة ذي_الحجة"}};

/// Number of a month by its name as plain_date_text() writes it.
using Names = std::unordered_map<std::string, int>;

Names own_names() {
  Names out;
  for (auto const& each : months) {
    for (auto rest = each.names; !rest.empty();) {
      auto const word = rest.substr(0, rest.find(' '));
      out.emplace(plain_date_text(word), each.number);
      rest.remove_prefix(std::min(rest.size(), word.size() + 1));
    }
  }
  return out;
}

struct FormatCleanup {
  void operator()(UDateFormat* format) const noexcept { udat_close(format); }
};

/// What ICU calls the months or days of `locale`, as plain_date_text() writes it, each with its place. Names of three
/// letters are many things in many languages, and numbers are no names.
template <class Take>
void names_of(char const* locale, std::initializer_list<UDateFormatSymbolType> kinds, Take take) {
  UErrorCode code = U_ZERO_ERROR;
  std::unique_ptr<UDateFormat, FormatCleanup> const format(
      udat_open(UDAT_NONE, UDAT_LONG, locale, nullptr, 0, nullptr, 0, &code));
  if (U_FAILURE(code)) return;
  for (auto const kind : kinds) {
    for (int i = 0; i < udat_countSymbols(format.get(), kind); ++i) {
      std::array<char16_t, 64> buffer;
      code = U_ZERO_ERROR;
      auto const length = udat_getSymbols(format.get(), kind, i, buffer.data(), buffer.size(), &code);
      if (U_FAILURE(code) || length > static_cast<std::int32_t>(buffer.size())) continue;
      std::string name;
      icu::UnicodeString(buffer.data(), length).toUTF8String(name);
      name = plain_date_text(name);
      while (name.ends_with('.') || name.ends_with(' ')) name.pop_back();
      std::ranges::replace(name, ' ', '_');
      bool const says_number = std::ranges::any_of(name, [](char c) { return c >= '0' && c <= '9'; });
      if (name.size() > 3 && !says_number) take(std::move(name), i);
    }
  }
}

/// `first` is the number of the first month. A name that another language has for another month (listopad) is marked 0:
/// a wrong date is worse than none.
void add_months(char const* locale, int first, Names& out) {
  names_of(locale, {UDAT_MONTHS, UDAT_SHORT_MONTHS, UDAT_STANDALONE_MONTHS, UDAT_STANDALONE_SHORT_MONTHS},
           [&](std::string name, int i) {
             if (i >= 12) return;
             auto const [at, is_new] = out.emplace(std::move(name), first + i);
             if (!is_new && at->second != first + i) at->second = 0;
           });
}

void remove_weekdays(char const* locale, Names& out) {
  names_of(locale, {UDAT_WEEKDAYS, UDAT_SHORT_WEEKDAYS, UDAT_STANDALONE_WEEKDAYS, UDAT_STANDALONE_SHORT_WEEKDAYS},
           [&](std::string const& name, int) { out.erase(name); });
}

/// Languages that news is written in; further Arabic ones where the months go by other names.
constexpr std::array gregorian{"en", "ar", "ar_SY", "ar_IQ", "ar_DZ", "ar_MA", "ar_TN", "fa",      "fa_AF", "he", "ru",
                               "fr", "de", "es",    "tr",    "pt",    "it",    "nl",    "sv",      "da",    "nb", "fi",
                               "pl", "cs", "sk",    "hu",    "ro",    "bg",    "sr",    "sr_Latn", "hr",    "sl", "bs",
                               "mk", "sq", "el",    "uk",    "be",    "ca",    "eu",    "gl",      "et",    "lv", "lt",
                               "ka", "hy", "az",    "kk",    "uz",    "ky",    "tk",    "tg",      "ckb",   "ku", "ur",
                               "ps", "hi", "bn",    "ta",    "id",    "ms",    "sw",    "so",      "am",    "ha", "th"};
constexpr std::array solar{"fa@calendar=persian", "fa_AF@calendar=persian", "ps@calendar=persian",
                           "en@calendar=persian", "ckb@calendar=persian"};
constexpr std::array lunar{"ar@calendar=islamic-umalqura", "fa@calendar=islamic-umalqura",
                           "en@calendar=islamic-umalqura", "ur@calendar=islamic-umalqura",
                           "tr@calendar=islamic-umalqura"};

/// Built at the first date that is not of the common forms; some tens of milliseconds, once.
Names const& known_names() {
  static Names const all = [] {
    Names out;
    for (auto const* const each : gregorian) add_months(each, 1, out);
    for (auto const* const each : solar) add_months(each, solar_months, out);
    for (auto const* const each : lunar) add_months(each, lunar_months, out);
    for (auto const* const each : gregorian) remove_weekdays(each, out);
    for (auto& [name, number] : own_names()) out.insert_or_assign(name, number);
    return out;
  }();
  return all;
}

int find(std::string const& word) {
  auto const at = known_names().find(word);
  return at != known_names().end() ? at->second : 0;
}

}  // namespace

int month_by_name(std::string_view word, std::string_view next, int& words) {
  // Two words first: "ربيع" alone is nobody's month, but "дек" is one whatever follows it.
  words = 2;
  if (int const month = next.empty() ? 0 : find(std::string(word) + '_' + std::string(next)); month != 0) return month;
  words = 1;
  return find(std::string(word));
}

}  // namespace rasid::feeds
