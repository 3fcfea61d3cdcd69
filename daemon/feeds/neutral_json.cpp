#include <boost/json.hpp>

#include "daemon/feeds/feed.h"

namespace rasid::feeds {
namespace {

namespace json = boost::json;

json::value text_or_null(std::string const& text) {
  return text.empty() ? json::value(nullptr) : json::value(text);
}

json::value time_or_null(std::optional<Timestamp> const& time) {
  return time ? json::value(to_rfc3339(*time)) : json::value(nullptr);
}

/// One name as a string, several as a list.
json::value authors(std::vector<std::string> const& names) {
  if (names.empty()) return nullptr;
  if (names.size() == 1) return json::value(names.front());
  return json::value_from(names);
}

json::object entry(Entry const& e) {
  return {{"id", text_or_null(e.id)},           {"title", text_or_null(e.title)},
          {"link", text_or_null(e.link)},       {"published", time_or_null(e.published)},
          {"updated", time_or_null(e.updated)}, {"summary", text_or_null(e.summary)},
          {"content", text_or_null(e.content)}, {"author", authors(e.authors)}};
}

}  // namespace

std::string to_neutral_json(Feed const& feed) {
  json::array entries;
  for (auto const& each : feed.entries) entries.push_back(entry(each));
  json::object const out{{"format", to_text(feed.format)},
                         {"bozo", feed.bozo},
                         {"bozo_reason", text_or_null(feed.bozo_reason)},
                         {"feed", json::object{{"title", text_or_null(feed.title)},
                                               {"link", text_or_null(feed.link)},
                                               {"language", text_or_null(feed.language)}}},
                         {"entries", std::move(entries)}};
  return json::serialize(out);
}

}  // namespace rasid::feeds
