#include "extractors/names/russian_forms.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "extractors/model/utf8.h"

namespace rasid::names {
namespace {

using testing::IsEmpty;
using testing::IsSupersetOf;
using testing::UnorderedElementsAre;

struct FormsCase {
  std::string_view says;
  std::string_view name;
  Declines what;
  std::vector<std::string> forms;  // at least these
};

void PrintTo(FormsCase const& c, std::ostream* out) {
  *out << c.name;
}

class RussianForms : public testing::TestWithParam<FormsCase> {};

TEST_P(RussianForms, HoldEveryCaseOf) {
  auto const forms = russian_forms(GetParam().name, GetParam().what);
  EXPECT_THAT(forms, IsSupersetOf(GetParam().forms));
  EXPECT_LE(forms.size(), most_russian_forms);
}

INSTANTIATE_TEST_SUITE_P(
    Places, RussianForms,
    testing::Values(
        FormsCase{"City", "Багдад", Declines::thing, {"Багдада", "Багдаду", "Багдадом", "Багдаде"}},
        FormsCase{"FeminineCity", "Кунейтра", Declines::thing, {"Кунейтры", "Кунейтре", "Кунейтру", "Кунейтрой"}},
        FormsCase{"CountryInIya", "Сирия", Declines::thing, {"Сирии", "Сирию", "Сирией"}},
        FormsCase{"SoftSign", "Абу-Кемаль", Declines::thing, {"Абу-Кемаля", "Абу-Кемалю", "Абу-Кемалем", "Абу-Кемале"}},
        FormsCase{"SoftSignFeminine", "Казань", Declines::thing, {"Казани", "Казанью"}},
        FormsCase{"ShortI", "Шанхай", Declines::thing, {"Шанхая", "Шанхаю", "Шанхаем", "Шанхае"}},
        FormsCase{"Sibilant", "Воронеж", Declines::thing, {"Воронежа", "Воронежем", "Воронеже"}},
        FormsCase{"Velar", "Рамадика", Declines::thing, {"Рамадики", "Рамадике"}},
        FormsCase{"FleetingVowel", "Череповец", Declines::thing, {"Череповца", "Череповцу", "Череповце"}},
        FormsCase{"Neuter", "Домодедово", Declines::thing, {"Домодедова", "Домодедове"}},
        FormsCase{"Plural", "Афины", Declines::thing, {"Афин", "Афинам", "Афинами", "Афинах"}},
        FormsCase{"PluralWithFleetingVowel", "Химки", Declines::thing, {"Химок", "Химкам", "Химках"}},
        FormsCase{"AdjectiveAlone", "Грозный", Declines::thing, {"Грозного", "Грозному", "Грозным", "Грозном"}},
        FormsCase{"AdjectiveAndNoun",
                  "Зелёная зона",
                  Declines::thing,
                  {"Зелёной зоны", "Зелёной зоне", "Зелёную зону", "Зелёной зоной"}},
        FormsCase{"MasculineAdjective",
                  "Нижний Новгород",
                  Declines::thing,
                  {"Нижнего Новгорода", "Нижнему Новгороду", "Нижним Новгородом", "Нижнем Новгороде"}},
        FormsCase{"NeuterAdjective",
                  "Красное море",
                  Declines::thing,
                  {"Красного моря", "Красному морю", "Красным морем", "Красном море"}},
        FormsCase{"PluralAdjectives",
                  "Объединённые Арабские Эмираты",
                  Declines::thing,
                  {"Объединённых Арабских Эмиратов", "Объединённым Арабским Эмиратам",
                   "Объединёнными Арабскими Эмиратами", "Объединённых Арабских Эмиратах"}},
        FormsCase{"HeadAndApposition", "сектор Газа", Declines::thing, {"сектора Газа", "секторе Газа"}},
        FormsCase{"Hyphened", "Тель-Авив", Declines::thing, {"Тель-Авива", "Тель-Авиве"}},
        FormsCase{
            "HyphenedWithPreposition", "Ростов-на-Дону", Declines::thing, {"Ростова-на-Дону", "Ростове-на-Дону"}}),
    [](auto const& i) { return std::string(i.param.says); });

INSTANTIATE_TEST_SUITE_P(
    Persons, RussianForms,
    testing::Values(
        FormsCase{"SurnameThatStays",
                  "Эсмаил Каани",
                  Declines::person,
                  {"Эсмаила Каани", "Эсмаилу Каани", "Эсмаилом Каани", "Эсмаиле Каани"}},
        FormsCase{"ArabicArticle",
                  "Мустафа аль-Казыми",
                  Declines::person,
                  {"Мустафы аль-Казыми", "Мустафе аль-Казыми", "Мустафу аль-Казыми", "Мустафой аль-Казыми"}},
        FormsCase{"SurnameInOv",
                  "Сергей Лавров",
                  Declines::person,
                  {"Сергея Лаврова", "Сергею Лаврову", "Сергеем Лавровым", "Сергее Лаврове"}},
        FormsCase{"SurnameInIn", "Путин", Declines::person, {"Путина", "Путину", "Путиным", "Путине"}},
        FormsCase{"SurnameInSky",
                  "Владимир Зеленский",
                  Declines::person,
                  {"Владимира Зеленского", "Владимиру Зеленскому", "Владимиром Зеленским", "Владимире Зеленском"}},
        FormsCase{"SurnameInOva", "Мария Захарова", Declines::person, {"Марии Захаровой", "Марию Захарову"}},
        FormsCase{"WomanOfForeignSurname", "Анна Фольк", Declines::person, {"Анны Фольк", "Анной Фольк"}},
        FormsCase{"Son", "Мухаммед бен Салман", Declines::person, {"Мухаммеда бен Салмана", "Мухаммедом бен Салманом"}},
        FormsCase{"Korean", "Ким Чен Ын", Declines::person, {"Ким Чен Ына", "Ким Чен Ыну"}},
        FormsCase{"Numeral", "Абдалла II", Declines::person, {"Абдаллы II", "Абдалле II"}}),
    [](auto const& i) { return std::string(i.param.says); });

INSTANTIATE_TEST_SUITE_P(
    OfficesAndOrganisations, RussianForms,
    testing::Values(FormsCase{"Office",
                              "верховный лидер Ирана",
                              Declines::office,
                              {"верховного лидера Ирана", "верховному лидеру Ирана", "верховным лидером Ирана"}},
                    FormsCase{"OfficeWithAHyphen",
                              "премьер-министр Ирака",
                              Declines::office,
                              {"премьер-министра Ирака", "премьер-министром Ирака"}},
                    FormsCase{"OfficeThatIsAnAdjective",
                              "командующий силами «Кудс»",
                              Declines::office,
                              {"командующего силами «Кудс»", "командующим силами «Кудс»"}},
                    FormsCase{
                        "ForeignName", "Катаиб Хезболла", Declines::thing, {"Катаиб Хезболлы", "Катаиб Хезболлу"}},
                    FormsCase{"Movement",
                              "Движение сопротивления",
                              Declines::thing,
                              {"Движения сопротивления", "Движением сопротивления", "Движении сопротивления"}},
                    FormsCase{"Fighters", "хуситы", Declines::thing, {"хуситов", "хуситам", "хуситами", "хуситах"}}),
    [](auto const& i) { return std::string(i.param.says); });

TEST(RussianFormsOf, WhatDoesNotDeclineAreNone) {
  for (std::string_view const name :
       {"Каани", "Баку", "Осло", "Токио", "ООН", "МАГАТЭ", "Хаменеи", "Помпео", "Байрут-э"}) {
    EXPECT_THAT(russian_forms(name, Declines::person), IsEmpty()) << name;
  }
  EXPECT_THAT(russian_forms("Сочи", Declines::thing), IsEmpty());
  EXPECT_THAT(russian_forms("Никарагуа", Declines::thing), IsEmpty());
}

TEST(RussianFormsOf, OtherAlphabetsAndLanguagesAreNone) {
  for (std::string_view const name : {"", "Baghdad", "بغداد", "Київ", "Reuters агентство", "-", " ", "«»", "а", "ё-"}) {
    EXPECT_THAT(russian_forms(name, Declines::thing), IsEmpty()) << name;
    EXPECT_THAT(russian_forms(name, Declines::person), IsEmpty()) << name;
  }
}

TEST(RussianFormsOf, AMasculineCityAreExactlyItsCases) {
  EXPECT_THAT(russian_forms("Тегеран", Declines::thing),
              UnorderedElementsAre("Тегерана", "Тегерану", "Тегераном", "Тегеране"));
}

TEST(RussianFormsOf, AnyNameAreFewAndNeverShort) {
  for (std::string_view const name :
       {"Ош", "Яя", "Аба Аба Аба", "Белая Белая Белый", "Ий ый ая", "а-на-б", "-на-", "Ь ь"}) {
    for (Declines const what : {Declines::person, Declines::office, Declines::thing}) {
      auto const forms = russian_forms(name, what);
      EXPECT_LE(forms.size(), most_russian_forms);
      for (std::string const& form : forms) EXPECT_GE(code_points(form), 3U) << form;
    }
  }
}

}  // namespace
}  // namespace rasid::names
