#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "daemon/feeds/date_text.h"

namespace rasid::feeds {
namespace {

struct Months {
  int number;
  std::string_view names;  // separated by spaces; two-word names are joined by '_'
};

// By language: English, French, Spanish, Portuguese, Italian, German, Dutch, Hungarian, Turkish; Arabic of Egypt, of
// the Levant and of the Maghreb; Persian; Hebrew; Russian, Ukrainian; Greek. Shortest forms first does not matter:
// whole words are compared.
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
    Months{101, "فروردین"},
    Months{102, "اردیبهشت"},
    Months{103, "خرداد"},
    Months{104, "تیر"},
    Months{105, "مرداد"},
    Months{106, "شهریور"},
    Months{107, "مهر"},
    Months{108, "آبان"},
    Months{109, "آذر"},
    Months{110, "دی"},
    Months{111, "بهمن"},
    Months{112, "اسفند"}};

struct Name {
  std::string text;
  int month;
};

/// The table above as plain_date_text() would write it, sorted.
std::vector<Name> const& known_names() {
  static std::vector<Name> const all = [] {
    std::vector<Name> out;
    for (auto const& each : months) {
      for (auto rest = each.names; !rest.empty();) {
        auto const word = rest.substr(0, rest.find(' '));
        out.push_back({plain_date_text(word), each.number});
        rest.remove_prefix(std::min(rest.size(), word.size() + 1));
      }
    }
    std::ranges::sort(out, {}, &Name::text);
    return out;
  }();
  return all;
}

int find(std::string_view word) {
  auto const& all = known_names();
  auto const at = std::ranges::lower_bound(all, word, {}, [](Name const& n) { return std::string_view(n.text); });
  return at != all.end() && at->text == word ? at->month : 0;
}

}  // namespace

int month_by_name(std::string_view word, std::string_view next, int& words) {
  words = 1;
  if (int const month = find(word); month != 0) return month;
  if (next.empty()) return 0;
  words = 2;
  return find(std::string(word) + '_' + std::string(next));
}

}  // namespace rasid::feeds
