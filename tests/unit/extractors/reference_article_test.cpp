#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "extractors/extraction/extraction.h"

namespace rasid {
namespace {

using entities::Catalogue;
using entities::Entity;
using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::Not;

Timestamp day(std::string_view text) {
  return parse_rfc3339(text).value();
}

Entity person(std::string key, std::vector<entities::Name> names, std::vector<entities::Role> roles = {}) {
  return {.key = std::move(key), .kind = EntityKind::person, .names = std::move(names), .roles = std::move(roles)};
}

Entity organisation(std::string key, std::vector<entities::Name> names) {
  return {.key = std::move(key), .kind = EntityKind::organisation, .names = std::move(names)};
}

Entity place(std::string key, std::vector<entities::Name> names, std::string country, std::string place_kind,
             std::optional<std::uint32_t> within = {}, std::uint64_t population = 0) {
  Entity out{.key = std::move(key), .kind = EntityKind::place, .names = std::move(names)};
  out.country = std::move(country);
  out.place_kind = std::move(place_kind);
  out.population = population;
  if (within) out.within = static_cast<EntityIndex>(*within);
  return out;
}

std::shared_ptr<Catalogue const> catalogue() {
  std::vector<Entity> all;
  all.push_back(person("qaani",
                       {{"Esmail Qaani", "en"},
                        {"Qaani", "en"},
                        {"إسماعيل قآني", "ar"},
                        {"قآني", "ar"},
                        {"اسماعیل قاآنی", "fa"},
                        {"קאאני", "he"},
                        {"אסמאעיל קאאני", "he"},
                        {"Эсмаил Каани", "ru"},
                        {"Каани", "ru"}},
                       {{"قائد فيلق القدس", "ar", day("2020-01-03"), {}},
                        {"commander of the Quds Force", "en", day("2020-01-03"), {}},
                        {"командующий силами «Кудс»", "ru", day("2020-01-03"), {}}}));
  all.push_back(person("soleimani", {{"Qasem Soleimani", "en"}, {"قاسم سليماني", "ar"}},
                       {{"قائد فيلق القدس", "ar", {}, day("2020-01-03")}}));
  all.push_back(person("kadhimi", {{"Mustafa al-Kadhimi", "en"},
                                   {"مصطفى الكاظمي", "ar"},
                                   {"الكاظمي", "ar", true},
                                   {"مصطفی الکاظمی", "fa"},
                                   {"מוסטפא אל-כאט'מי", "he"},
                                   {"Мустафа аль-Казими", "ru"}}));
  all.push_back(organisation("quds-force", {{"Quds Force", "en"}, {"فيلق القدس", "ar"}}));
  all.push_back(organisation("kataib-hezbollah",
                             {{"كتائب حزب الله", "ar"}, {"Kataib Hezbollah", "en"}, {"Катаиб Хезболла", "ru"}}));
  all.push_back(organisation("baghdad-brigades", {{"Baghdad Brigades", "en"}}));
  all.push_back(person("ali", {{"علي", "ar"}}));
  std::uint32_t const first = static_cast<std::uint32_t>(all.size());
  all.push_back(place("iraq", {{"العراق", "ar"}, {"Iraq", "en"}, {"عراق", "fa"}, {"Ирак", "ru"}}, "IQ", "country"));
  all.push_back(place("baghdad", {{"بغداد", "ar"}, {"Baghdad", "en"}, {"בגדאד", "he"}, {"Багдад", "ru"}}, "IQ", "city",
                      first, 7'000'000));
  all.push_back(place("green-zone",
                      {{"المنطقة الخضراء", "ar"},
                       {"Green Zone", "en"},
                       {"האזור הירוק", "he"},
                       {"Зелёная зона", "ru"},
                       {"الخضراء", "ar", true}},
                      "IQ", "district", first + 1));
  all.push_back(place("syria", {{"سوريا", "ar"}, {"سورية", "ar"}, {"Syria", "en"}}, "SY", "country"));
  all.push_back(place("albu-kamal", {{"البوكمال", "ar"}}, "SY", "city", first + 3));
  all.push_back(place("quneitra", {{"القنيطرة", "ar"}, {"Кунейтра", "ru"}}, "SY", "city", first + 3));
  all.push_back(place("jerusalem", {{"القدس", "ar"}, {"Jerusalem", "en"}}, "IL", "city"));
  all.push_back(place("lebanon", {{"Lebanon", "en"}, {"لبنان", "ar"}}, "LB", "country"));
  all.push_back(place("libya", {{"Libya", "en"}, {"ليبيا", "ar"}}, "LY", "country"));
  all.push_back(place("tripoli-ly", {{"Tripoli", "en"}}, "LY", "city", first + 8, 1'100'000));
  all.push_back(place("tripoli-lb", {{"Tripoli", "en"}}, "LB", "city", first + 7, 230'000));
  auto const turkey = static_cast<std::uint32_t>(all.size());
  all.push_back(place("turkey", {{"تركيا", "ar"}}, "TR", "country"));
  all.push_back(place("bursa", {{"بورصة", "ar"}}, "TR", "city", turkey));
  all.push_back(place("russia", {{"روسيا", "ar"}, {"روسیه", "fa"}}, "RU", "country"));
  all.push_back(place("kyiv", {{"كييف", "ar"}, {"کیف", "fa"}}, "UA", "city"));
  all.push_back(place("us", {{"US", "en"}}, "US", "country"));
  return std::make_shared<Catalogue const>(std::move(all));
}

/// What was found, each as "entity method [surface] peeled", the surface cut out of the text by the mention's range.
std::vector<std::string> found(std::string title, std::string body, std::string_view date = "2020-06-29") {
  static Extractors const extractors(catalogue());
  Article article;
  article.title = std::move(title);
  article.body = std::move(body);
  article.published = day(date);
  Extraction const extraction = extractors.extract(article);
  std::vector<std::string> out;
  for (Mention const& each : extraction.mentions) {
    std::string line = fmt::format("{} {} [{}]", extractors.catalogue()[each.entity].key, to_text(each.method),
                                   extraction.document.slice(each.range));
    if (!each.peeled.empty()) line += " " + each.peeled;
    out.push_back(line);
  }
  return out;
}

std::vector<std::string> found(std::string body) {
  return found("", std::move(body));
}

TEST(ReferenceArticle, GivesEveryMentionWithItsExactPlace) {
  EXPECT_THAT(
      found("فصائل تدخل المنطقة الخضراء بأمر من طهران",
            "أفادت مصادر أن أمراً صدر لقآني بعد توقيف عناصر من كتائب حزب الله، ووصل قائد فيلق القدس إلى بغداد سراً.\n\n"
            "ونجح رئيس الحكومة مصطفى الكاظمي في احتواء الأزمة، وقال الكاظمي إن الدولة وحدها تحمل السلاح.\n\n"
            "وقآني زار بعد ذلك البوكمال والقنيطرة في سوريا وتفقد أنفاقاً هناك."),
      ElementsAre("green-zone name [المنطقة الخضراء]", "qaani name [قآني] ل", "kataib-hezbollah name [كتائب حزب الله]",
                  "qaani role [قائد فيلق القدس]", "quds-force name [فيلق القدس]", "baghdad name [بغداد]",
                  "kadhimi name [مصطفى الكاظمي]", "kadhimi name [الكاظمي]", "qaani name [قآني] و",
                  "albu-kamal name [البوكمال]", "quneitra name [القنيطرة] و", "syria name [سوريا]"));
}

TEST(ReferenceArticle, IsFoundInOtherLanguages) {
  EXPECT_THAT(found("سردار اسماعیل قاآنی با مصطفی الکاظمی در عراق دیدار کرد"),
              ElementsAre("qaani name [اسماعیل قاآنی]", "kadhimi name [مصطفی الکاظمی]", "iraq name [عراق]"));
  EXPECT_THAT(found("לקאאני נאמר בבגדאד כי מוסטפא אל-כאט'מי סירב"),
              ElementsAre("qaani name [קאאני] ל", "baghdad name [בגדאד] ב", "kadhimi name [מוסטפא אל-כאט'מי]"));
  EXPECT_THAT(found("Эсмаил Каани прибыл в Багдад, где его ждал Мустафа аль-Казими"),
              ElementsAre("qaani name [Эсмаил Каани]", "baghdad name [Багдад]", "kadhimi name [Мустафа аль-Казими]"));
  EXPECT_THAT(found("Qa’ani’s visit to Baghdad annoyed Mustafa Al Kadhimi, said the commander of the Quds Force"),
              ElementsAre("qaani name [Qa’ani]", "baghdad name [Baghdad]", "kadhimi name [Mustafa Al Kadhimi]",
                          "qaani role [commander of the Quds Force]", "quds-force name [Quds Force]"));
}

TEST(ReferenceArticle, IsFoundInEveryRussianCase) {
  EXPECT_THAT(found("По приказу Эсмаила Каани бойцы «Катаиб Хезболлы» вошли в Зелёную зону Багдада"),
              ElementsAre("qaani variant [Эсмаила Каани]", "kataib-hezbollah variant [Катаиб Хезболлы]",
                          "green-zone variant [Зелёную зону]", "baghdad variant [Багдада]"));
  EXPECT_THAT(found("В Кунейтре он говорил с Мустафой аль-Казими об Ираке, в Зелёной зоне — с Каани"),
              ElementsAre("quneitra variant [Кунейтре]", "kadhimi variant [Мустафой аль-Казими]",
                          "iraq variant [Ираке]", "green-zone variant [Зелёной зоне]", "qaani name [Каани]"));
  EXPECT_THAT(found("заявление командующего силами «Кудс»"), ElementsAre("qaani role [командующего силами «Кудс]"));
}

TEST(ReferenceArticle, IsFoundWhereHebrewHidesTheArticle) {
  EXPECT_THAT(found("הורה להיכנס לאזור הירוק ושהה באזור הירוק"),
              ElementsAre("green-zone name [אזור הירוק] ל", "green-zone name [אזור הירוק] ב"));
}

TEST(RussianForms, NeedTheCapitalOfTheirName) {
  EXPECT_THAT(found("багдаду"), ElementsAre());
  EXPECT_THAT(found("Багдаду"), ElementsAre("baghdad variant [Багдаду]"));
}

TEST(Roles, BesideANameBelongToIt) {
  EXPECT_THAT(found("", "اغتيل قائد فيلق القدس قاسم سليماني قرب بغداد", "2020-06-29"),
              AllOf(Contains("soleimani role [قائد فيلق القدس]"), Not(Contains("qaani role [قائد فيلق القدس]"))));
  EXPECT_THAT(found("", "اغتيل قاسم سليماني، قائد فيلق القدس، قرب بغداد", "2020-06-29"),
              AllOf(Contains("soleimani role [قائد فيلق القدس]"), Not(Contains("qaani role [قائد فيلق القدس]"))));
  EXPECT_THAT(found("", "التقى قاسم سليماني.\nقائد فيلق القدس زار بغداد", "2020-06-29"),
              AllOf(Contains("qaani role [قائد فيلق القدس]"), Not(Contains("soleimani role [قائد فيلق القدس]"))));
  EXPECT_THAT(found("", "قائد فيلق القدس مصطفى الكاظمي", "2020-06-29"),
              Contains("qaani role [قائد فيلق القدس]"));  // he never was
}

TEST(Roles, BelongToWhoHeldThemWhenTheArticleAppeared) {
  EXPECT_THAT(found("", "زار قائد فيلق القدس بغداد", "2019-06-29"), Contains("soleimani role [قائد فيلق القدس]"));
  EXPECT_THAT(found("", "زار قائد فيلق القدس بغداد", "2019-06-29"), Not(Contains("qaani role [قائد فيلق القدس]")));
  EXPECT_THAT(found("", "زار قائد فيلق القدس بغداد", "2020-06-29"), Contains("qaani role [قائد فيلق القدس]"));
}

TEST(Variants, AreFoundAndCalledSo) {
  EXPECT_THAT(found("Kadhimi, Mustafa met Mustafa Kadhimi and Mustafa el-Kadhimi"),
              ElementsAre("kadhimi variant [Kadhimi, Mustafa]", "kadhimi variant [Mustafa Kadhimi]",
                          "kadhimi variant [Mustafa el-Kadhimi]"));
  EXPECT_THAT(found("مصطفى كاظمي"), ElementsAre("kadhimi name [مصطفى كاظمي]"));
}

TEST(AmbiguousNames, CountOnlyWithOtherEvidence) {
  EXPECT_THAT(found("قال الكاظمي ذلك"), ElementsAre());
  EXPECT_THAT(found("دخلوا الخضراء"), ElementsAre());
  EXPECT_THAT(found("في بغداد دخلوا الخضراء"), ElementsAre("baghdad name [بغداد]", "green-zone name [الخضراء]"));
}

TEST(NamesInsideLongerOnes, AreNotMentions) {
  EXPECT_THAT(found("The Baghdad Brigades spoke"), ElementsAre("baghdad-brigades name [Baghdad Brigades]"));
  EXPECT_THAT(found("فيلق القدس"), ElementsAre("quds-force name [فيلق القدس]"));  // not Jerusalem
}

TEST(SingleWords, NeedTheirExactSpelling) {
  EXPECT_THAT(found("جلس على الكرسي"), ElementsAre());
  EXPECT_THAT(found("جلس علي"), ElementsAre("ali name [علي]"));
  EXPECT_THAT(found("Tell us more"), ElementsAre());
  EXPECT_THAT(found("Tell the US more"), ElementsAre("us name [US]"));
}

TEST(SingleWords, WithAnArticleThatIsNotListedAreOtherWords) {
  EXPECT_THAT(found("زارت البعثة السورية"), ElementsAre());
  EXPECT_THAT(found("عاد إلى سوريا وسورية"), ElementsAre("syria name [سوريا]", "syria name [سورية] و"));
  EXPECT_THAT(found("أغلقت البورصة أمس"), ElementsAre());
  EXPECT_THAT(found("في تركيا، في البورصة"), ElementsAre("turkey name [تركيا]", "bursa name [بورصة] ال"));
}

TEST(SingleWords, OfPersianDoNotCountInArabic) {
  EXPECT_THAT(found("سأل الصحفي كيف وصلت البعثة الروسية إلى المدينة"), ElementsAre());
  EXPECT_THAT(found("هیئت روسیه دیروز از کیف بازگشت و گزارش خود را به مجلس داد"),
              ElementsAre("russia name [روسیه]", "kyiv name [کیف]"));
}

TEST(PlacesOfOneName, AreToldApartByWhatElseIsMentioned) {
  EXPECT_THAT(found("Clashes in Tripoli, Lebanon"), ElementsAre("tripoli-lb name [Tripoli]", "lebanon name [Lebanon]"));
  EXPECT_THAT(found("Clashes in Tripoli, Libya"), ElementsAre("tripoli-ly name [Tripoli]", "libya name [Libya]"));
  EXPECT_THAT(found("Clashes in Tripoli"), ElementsAre("tripoli-ly name [Tripoli]"));
}

TEST(ArticlesLanguage, IsDetectedAndElseTheFeeds) {
  Extractors const extractors(catalogue());
  Article article;
  article.language = "ku";
  article.body = "Qaani";
  EXPECT_EQ(extractors.extract(article).language, "ku");
  article.body = "The commander of the force arrived in the Iraqi capital yesterday evening to meet officials";
  EXPECT_EQ(extractors.extract(article).language, "en");
}

TEST(HostileArticles, AreExtractedInLinearTime) {
  Extractors const extractors(catalogue());
  Article article;
  for (int i = 0; i < 50'000; ++i) article.body += "قآني الخضراء Tripoli Baghdad Brigades \xFF وللللل ";
  auto const start = std::chrono::steady_clock::now();
  EXPECT_GT(extractors.extract(article).mentions.size(), 100'000U);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
}

}  // namespace
}  // namespace rasid
