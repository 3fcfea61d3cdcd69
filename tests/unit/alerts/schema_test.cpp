#include <gtest/gtest.h>

#include <fstream>
#include <functional>
#include <sstream>

#include <valijson/adapters/boost_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "daemon/alerts/json_text.h"
#include "tests/unit/alerts/report.h"

namespace rasid::alerts {
namespace {

json::value published_schema() {
  std::ifstream const in(RASID_SOURCE_DIR "/config/schema/alert.v1.schema.json");
  std::ostringstream text;
  text << in.rdbuf();
  return json::parse(text.str());
}

/// The schema without its promise to receivers that members may be added: what we write now, and nothing else.
void close(json::value& schema) {
  if (auto* object = schema.if_object()) {
    if (object->contains("properties")) (*object)["additionalProperties"] = false;
    for (auto& member : *object) close(member.value());
  } else if (auto* array = schema.if_array()) {
    for (json::value& element : *array) close(element);
  }
}

class Checker {
 public:
  explicit Checker(json::value const& schema) {
    valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
    parser.populateSchema(valijson::adapters::BoostJsonAdapter(schema), schema_);
  }
  static Checker exact() {
    json::value schema = published_schema();
    close(schema);
    return Checker(schema);
  }

  /// What is wrong with the payload; empty where it fits.
  [[nodiscard]] std::string complaint(json::value const& payload) const {
    valijson::Validator validator;
    valijson::ValidationResults results;
    if (validator.validate(schema_, valijson::adapters::BoostJsonAdapter(payload), &results)) return {};
    std::string all = "refused";
    for (auto const& error : results) {
      all += "\n";
      for (auto const& step : error.context) all += step;
      all += ": " + error.description;
    }
    return all;
  }

 private:
  valijson::Schema schema_;
};

/// Calls `visit` for each value inside `value`, itself included, with where it stands.
void walk(json::value& value, std::string const& where,
          std::function<void(json::value&, std::string const&)> const& visit) {
  visit(value, where);
  if (auto* object = value.if_object()) {
    for (auto& member : *object) walk(member.value(), where + "/" + std::string(member.key()), visit);
  } else if (auto* array = value.if_array()) {
    for (std::size_t i = 0; i < array->size(); ++i) walk((*array)[i], where + "/" + std::to_string(i), visit);
  }
}

TEST(AlertSchema, FitsExactlyWhatIsRendered) {
  Checker const exact = Checker::exact();
  Report updated = arabic_report();
  updated.alert.revision = 3;
  updated.article.published.reset();
  Report hostile("\xFF\x01", "\xC3 \x02. \"", "\xFF");
  hostile.prove(hostile.document().sentences()[0], "\xFF");
  for (Report const& report : {arabic_report(), updated, hostile, Report("", "", ""), overfull_report()}) {
    EXPECT_EQ(exact.complaint(json::parse(report.text())), "");
  }
}

TEST(AlertSchema, NamesTheCapsThatRenderingKeeps) {
  // Each list and text of an overfull payload is as long as may be: one more must be too many.
  Checker const schema = Checker(published_schema());
  json::value const full = json::parse(overfull_report().text());
  std::size_t tried = 0;
  auto const grow = [&](char const* pointer) {
    json::value more = full;
    json::value& part = more.at_pointer(pointer);
    if (auto* array = part.if_array()) array->push_back(json::value(array->front()));
    if (auto* text = part.if_string()) text->push_back('x');
    EXPECT_NE(schema.complaint(more), "") << pointer;
    ++tried;
  };
  for (char const* pointer :
       {"/data/evidence", "/data/actors", "/data/places", "/data/sources", "/data/watch/tags", "/data/watch/tags/0",
        "/data/watch/title", "/data/article/title", "/data/article/author", "/data/sentence/text",
        "/data/sentence/highlights", "/data/sentence/highlights/0/term", "/data/evidence/0/term",
        "/data/actors/0/label", "/data/actors/0/mentions", "/data/actors/0/mentions/0/matched",
        "/data/places/0/mentions", "/data/sources/1/title"}) {
    grow(pointer);
  }
  EXPECT_EQ(tried, 18U);
}

TEST(AlertSchema, RefusesAPayloadThatLacksAnyMember) {
  Checker const schema = Checker(published_schema());
  json::value payload = json::parse(arabic_report().text());
  std::vector<std::pair<std::string, std::string>> members;  // pointer of the object, name in it
  walk(payload, "", [&](json::value& value, std::string const& where) {
    if (auto const* object = value.if_object()) {
      for (auto const& member : *object) members.emplace_back(where, member.key());
    }
  });
  EXPECT_GT(members.size(), 100U);
  for (auto const& [where, name] : members) {
    if (where == "/data/story" && name == "feeds") continue;  // a digest has none
    json::value changed = payload;
    changed.at_pointer(where).as_object().erase(name);
    EXPECT_NE(schema.complaint(changed), "") << where << "/" << name;
  }
}

TEST(AlertSchema, RefusesAPayloadWithAnyPartOfAnotherKind) {
  Checker const schema = Checker(published_schema());
  json::value payload = json::parse(arabic_report().text());
  std::vector<std::string> places;
  walk(payload, "", [&](json::value&, std::string const& where) { places.push_back(where); });
  for (auto const& where : places) {
    json::value changed = payload;
    json::value& part = changed.at_pointer(where);
    part = part.is_object() ? json::value("x") : json::value(json::object{});
    EXPECT_NE(schema.complaint(changed), "") << where;
  }
}

struct ChangeCase {
  char const* says;
  char const* pointer;
  json::value value;
};
class AlertSchemaChange : public testing::TestWithParam<ChangeCase> {};

TEST_P(AlertSchemaChange, IsRefused) {
  json::value payload = json::parse(arabic_report().text());
  payload.at_pointer(GetParam().pointer) = GetParam().value;
  EXPECT_NE(Checker(published_schema()).complaint(payload), "");
}

INSTANTIATE_TEST_SUITE_P(
    , AlertSchemaChange,
    testing::Values(ChangeCase{"AnotherVersion", "/version", 2}, ChangeCase{"AnotherType", "/type", "alert.deleted"},
                    ChangeCase{"ALocalTime", "/timestamp", "2020-06-29T08:00:00+03:00"},
                    ChangeCase{"ASeverityOfNoWatch", "/data/alert/severity", "urgent"},
                    ChangeCase{"AnIdWithADot", "/data/alert/id", "alr_55a225930d56c22b174ad37d0aedaaa.1"},
                    ChangeCase{"RevisionZero", "/data/alert/revision", 0},
                    ChangeCase{"ANegativeOffset", "/data/sentence/highlights/0/start", -1},
                    ChangeCase{"AnOffsetBetweenCharacters", "/data/evidence/0/start", 1.5},
                    ChangeCase{"NoWordsToMark", "/data/sentence/highlights/0/text", ""},
                    ChangeCase{"APointOffTheMap", "/data/places/0/latitude", 91.0},
                    ChangeCase{"ACountryInLowerCase", "/data/places/0/country", "iq"},
                    ChangeCase{"AnActorThatIsAPlace", "/data/actors/0/kind", "place"},
                    ChangeCase{"MoreThanCertain", "/data/actors/0/mentions/0/confidence", 1.01},
                    ChangeCase{"AMentionByGuessing", "/data/actors/0/mentions/0/method", "guess"},
                    ChangeCase{"NobodyWhoReports", "/data/sources", json::array{}}),
    [](auto const& i) { return i.param.says; });

TEST(AlertSchema, LetsMembersBeAdded) {
  json::value payload = json::parse(arabic_report().text());
  json::value const later = "a member of tomorrow";
  payload.as_object()["later"] = later;
  payload.at("data").at("places").as_array()[0].as_object()["later"] = later;
  EXPECT_EQ(Checker(published_schema()).complaint(payload), "");
  EXPECT_NE(Checker::exact().complaint(payload), "") << "the test above would see a member that is not described";
}

}  // namespace
}  // namespace rasid::alerts
