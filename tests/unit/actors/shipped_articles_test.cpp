// Articles of one shape in five languages, read with the shipped lists: a commander orders factions into the Green Zone
// after arrests, the prime minister contains it, the commander then inspects tunnels in Syria. Every actor and place
// must be found in each, and none that is not there.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include <fmt/format.h>

#include "extractors/entities/load_catalogue.h"
#include "extractors/extraction/extraction.h"

namespace rasid {
namespace {

using testing::Contains;
using testing::IsSubsetOf;
using testing::IsSupersetOf;

Extractors const& extractors() {
  static Extractors const all([] {
    auto loaded = entities::load_catalogue(RASID_SOURCE_DIR "/config");
    return loaded ? *loaded : std::make_shared<entities::Catalogue const>();
  }());
  return all;
}

std::set<std::string> keys_in(std::string title, std::string body) {
  Article article;
  article.title = std::move(title);
  article.body = std::move(body);
  article.published = parse_rfc3339("2020-06-29").value();
  std::set<std::string> out;
  for (Mention const& each : extractors().extract(article).mentions)
    out.insert(extractors().catalogue()[each.entity].key);
  return out;
}

struct Report {
  char const* language;
  char const* title;
  char const* body;
};

class ReportsOfTheReferenceShape : public testing::TestWithParam<Report> {};

TEST_P(ReportsOfTheReferenceShape, GiveEveryActorAndPlaceAndNoneThatIsFalse) {
  std::set<std::string> const found = keys_in(GetParam().title, GetParam().body);
  std::set<std::string> const needed = {"qaani",      "kadhimi", "kataib-hezbollah", "baghdad",
                                        "green-zone", "syria",   "quneitra"};
  // Named in some of the languages only, or part of an office: "commander of the Quds Force", "prime minister of Iraq",
  // and in Hebrew the prime minister is "head of Iraq's government".
  std::set<std::string> allowed = needed;
  allowed.insert({"iran", "tehran", "iraq", "quds-force", "albu-kamal", "iraqi-government"});
  EXPECT_THAT(found, IsSupersetOf(needed)) << GetParam().language;
  EXPECT_THAT(found, IsSubsetOf(allowed)) << GetParam().language;
}

INSTANTIATE_TEST_SUITE_P(
    , ReportsOfTheReferenceShape,
    testing::Values(
        Report{"Arabic", "فصائل عراقية تدخل المنطقة الخضراء بطلب من طهران",
               "كشفت مصادر مطلعة أن قائد فيلق القدس إسماعيل قاآني طلب من فصائل موالية الدخول إلى المنطقة الخضراء في "
               "بغداد، بعد "
               "توقيف عناصر من كتائب حزب الله. وقالت المصادر إن التعليمات وصلت من قاآني مساء الخميس.\n\n"
               "وأضافت أن رئيس الوزراء العراقي مصطفى الكاظمي احتوى الموقف، وأن الكاظمي أجرى اتصالات مع قادة تلك "
               "الفصائل.\n\n"
               "ثم توجه قائد فيلق القدس إلى سوريا، حيث زار البوكمال والقنيطرة وتفقد أنفاقا هناك."},
        Report{"Persian", "ورود گروه‌های عراقی به منطقه سبز",
               "منابع آگاه می‌گویند اسماعیل قاآنی، فرمانده نیروی قدس، پس از بازداشت اعضای کتائب حزب‌الله از "
               "گروه‌های همسو خواست "
               "وارد منطقه سبز بغداد شوند. به گفته این منابع، قاآنی پنجشنبه شب این دستور را داد.\n\n"
               "مصطفی الکاظمی، نخست‌وزیر عراق، بحران را مهار کرد. سپس فرمانده نیروی قدس به سوریه رفت و از "
               "تونل‌هایی در قنیطره "
               "بازدید کرد."},
        Report{
            "Hebrew", "מיליציות נכנסו לאזור הירוק",
            "מקורות סיפרו כי אסמאעיל קאאני, מפקד כוח קודס, הורה למיליציות להיכנס לאזור הירוק בבגדאד אחרי מעצר אנשי "
            "כתאא'ב "
            "חזבאללה. לדבריהם, ההוראה של קאאני נמסרה ביום חמישי.\n\nראש ממשלת עיראק, מוסטפא אל-כאזמי, הצליח להרגיע את "
            "הרוחות. לאחר מכן נסע קאאני לסוריה וביקר במנהרות ליד קוניטרה."},
        Report{"Russian", "Вооружённые отряды вошли в Зелёную зону",
               "По словам источников, Эсмаил Каани, командующий силами «Кудс», приказал союзным отрядам войти в "
               "Зелёную зону "
               "Багдада после ареста бойцов «Катаиб Хезболла». Приказ Каани был передан в четверг.\n\nПремьер-министр "
               "Ирака "
               "Мустафа аль-Казыми сумел разрядить обстановку. Затем Каани отправился в Сирию и осмотрел тоннели у "
               "Кунейтры."},
        Report{"English", "Allied factions enter the Green Zone",
               "Sources say Esmail Qaani, commander of the Quds Force, told allied factions to enter the Green Zone in "
               "Baghdad "
               "after members of Kataib Hezbollah were arrested. The order from Qaani came on Thursday night.\n\nThe "
               "Iraqi prime "
               "minister, Mustafa al-Kadhimi, contained the crisis. Qaani then travelled to Syria and inspected "
               "tunnels near "
               "Quneitra."}),
    [](auto const& i) { return i.param.language; });

struct Unlisted {
  char const* says;
  char const* text;
  char const* key;
};

/// Spellings that no list has.
class UnlistedSpellings : public testing::TestWithParam<Unlisted> {};

TEST_P(UnlistedSpellings, OfShippedActorsAreFound) {
  EXPECT_THAT(keys_in("", GetParam().text), Contains(GetParam().key));
}

INSTANTIATE_TEST_SUITE_P(
    , UnlistedSpellings,
    testing::Values(Unlisted{"French", "Selon des sources, Mostafa al-Kadhimi a reçu la délégation hier.", "kadhimi"},
                    Unlisted{"WithEl", "Mustafa el-Kadhimi spoke on Monday.", "kadhimi"},
                    Unlisted{"LastFirst", "Kadhimi, Mustafa: born in Baghdad.", "kadhimi"},
                    Unlisted{"WithGh", "Officials said Esmail Ghaani had arrived.", "qaani"},
                    Unlisted{"WithQ", "Officials said Ismail Qa'ani had arrived.", "qaani"},
                    Unlisted{"Soleymani", "Qassem Soleymani was killed in Baghdad.", "soleimani"},
                    Unlisted{"Suleimani", "Qasim Suleimani was killed in Baghdad.", "soleimani"}),
    [](auto const& i) { return i.param.says; });

}  // namespace
}  // namespace rasid
