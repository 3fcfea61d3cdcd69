#include "daemon/sinks/http/template.h"

#include <gmock/gmock.h>

#include <boost/json/parse.hpp>

#include "daemon/alerts/sample_payload.h"
#include "daemon/sinks/http/message_data.h"

namespace rasid::sinks {
namespace {

using testing::HasSubstr;
namespace json = boost::json;

json::object sample() {
  return message_data(alerts::sample_payload(), "alr_0_1", {}).value();
}

std::string rendered(std::string text, Escape escape = Escape::none) {
  auto const read = Template::parse(std::move(text), escape, sample());
  return read ? read->render(sample()).value() : "fault: " + read.error().message;
}

TEST(Template, PutsValuesIn) {
  EXPECT_EQ(rendered("{{alert.severity}}: {{article.feed}} {{sentence.start}} {{message_id}}"),
            "high: test-feed 0 alr_0_1");
  EXPECT_EQ(rendered("{{#actors}}{{label}}/{{#mentions}}{{text}}{{/mentions}};{{/actors}}"), "Esmail Qaani/قآني;");
  EXPECT_EQ(rendered("{{#map_url}}map{{/map_url}}{{^map_url}}none{{/map_url}}"), "map");
  EXPECT_EQ(rendered("{{! nothing }}x"), "x");
}

struct EscapeCase {
  char const* says;
  Escape escape;
  char const* value;
  char const* put;
};
class Escaping : public testing::TestWithParam<EscapeCase> {};

TEST_P(Escaping, KeepsOneValueOneValue) {
  json::object const data{{"x", GetParam().value}};
  auto const read = Template::parse("{{x}}|{{{x}}}", GetParam().escape, data);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->render(data), std::string(GetParam().put) + "|" + GetParam().value);
}

INSTANTIATE_TEST_SUITE_P(
    , Escaping,
    testing::Values(EscapeCase{"Json", Escape::json, "a\"b\\c\n\x01 قآني", "a\\\"b\\\\c\\n\\u0001 قآني"},
                    EscapeCase{"Url", Escape::url, "a b&c=/?é", "a%20b%26c%3D%2F%3F%C3%A9"},
                    EscapeCase{"Header", Escape::header, "a\r\nBcc: x", "a Bcc: x"},
                    EscapeCase{"Html", Escape::html, "<a href=\"x\">&", "&lt;a href=&quot;x&quot;&gt;&amp;"},
                    EscapeCase{"None", Escape::none, "<\"\\", "<\"\\"}),
    [](auto const& i) { return i.param.says; });

struct FaultCase {
  char const* says;
  char const* text;
  std::size_t offset;
  char const* message;
  char const* remedy;
};
class Fault : public testing::TestWithParam<FaultCase> {};

TEST_P(Fault, SaysWhereAndWhatToDo) {
  auto const read = Template::parse(GetParam().text, Escape::json, sample());
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().offset, GetParam().offset);
  EXPECT_THAT(read.error().message, HasSubstr(GetParam().message));
  EXPECT_THAT(read.error().remedy, HasSubstr(GetParam().remedy));
}

INSTANTIATE_TEST_SUITE_P(
    , Fault,
    testing::Values(FaultCase{"AnUnclosedTag", "ab {{article.title", 3, "unclosed tag", ""},
                    FaultCase{"AnUnclosedSection", "{{#actors}}x", 0, "unclosed section \"actors\"", ""},
                    FaultCase{"AnUnopenedSection", "x{{/actors}}", 1, "unopened section \"actors\"", ""},
                    FaultCase{"AMisspeltName", "ab {{artcle.title}}", 5, "unknown name \"artcle.title\"",
                              "did you mean \"article.title\"?"},
                    FaultCase{"ANameInASection", "{{#actors}}{{lable}}{{/actors}}", 13, "unknown name \"lable\"",
                              "did you mean \"label\"?"},
                    FaultCase{"APartial", "{{>other}}", 2, "no partials", "write the text out"}),
    [](auto const& i) { return i.param.says; });

TEST(Template, IsBoundedInSizeAndWork) {
  EXPECT_FALSE(Template::parse(std::string((64U << 10U) + 1, 'x'), Escape::none, sample()));
  json::array list;
  for (int i = 0; i < 50; ++i) list.push_back(i);
  json::object const data{{"a", list}, {"b", list}};
  std::string nested;
  for (int i = 0; i < 8; ++i) nested += i % 2 == 0 ? "{{#a}}" : "{{#b}}";
  nested += std::string(2'000, 'x');
  for (int i = 7; i >= 0; --i) nested += i % 2 == 0 ? "{{/a}}" : "{{/b}}";
  EXPECT_FALSE(Template::parse(nested, Escape::none, data)) << "50 to the power of 8 lines";
}

}  // namespace
}  // namespace rasid::sinks
