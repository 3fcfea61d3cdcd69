#include "daemon/alerts/test_payload.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "daemon/alerts/json_text.h"

namespace rasid::alerts {

namespace json = boost::json;

std::string test_payload(SinkId const& sink, AlertId const& id, Timestamp now) {
  std::string const time = to_rfc3339(now);
  std::string const title = "Rasid test: تجربة، آزمایش ✓";
  std::string const text = "This is a test of a sink. قآني في بغداد. If you can read it, alerts will arrive here.";
  json::object const article = {{"id", "00000000000000000000000000000000"},
                                {"feed", "rasid-test"},
                                {"url", "https://example.org/rasid-test"},
                                {"title", title},
                                {"author", ""},
                                {"language", "en"},
                                {"published", time},
                                {"fetched", time}};
  json::object const sentence = {
      {"text", text},
      {"direction", "ltr"},
      {"start", 29},  // after the title and a blank line
      {"end", 114},
      {"truncated", false},
      {"highlights", json::array{json::object{{"start", 26}, {"end", 30}, {"text", "قآني"}, {"term", "test"}}}}};
  json::object const data = {
      {"alert", json::object{{"id", id.value}, {"revision", 1}, {"severity", "low"}, {"decided", time}}},
      {"watch",
       json::object{
           {"id", "rasid-test"}, {"title", "Test of sink " + clipped(sink.value, 200)}, {"tags", json::array{}}}},
      {"story", json::object{{"id", "sty_00000000000000000000000000000000"}}},
      {"article", article},
      {"sentence", sentence},
      {"evidence", json::array{}},
      {"actors", json::array{}},
      {"places", json::array{}},
      {"sources",
       json::array{json::object{{"feed", "rasid-test"}, {"url", "https://example.org/rasid-test"}, {"title", title}}}}};
  return json_text(json::object{{"type", "alert.test"}, {"version", 1}, {"timestamp", time}, {"data", data}});
}

}  // namespace rasid::alerts
