#include <boost/json.hpp>

#include "daemon/feeds/base_url.h"
#include "daemon/feeds/date.h"
#include "daemon/feeds/formats.h"
#include "daemon/feeds/json_repair.h"
#include "daemon/feeds/links.h"
#include "daemon/feeds/markup.h"

namespace rasid::feeds {
namespace {

namespace json = boost::json;

std::string text_at(json::object const& object, std::string_view key) {
  auto const* const value = object.if_contains(key);
  if (value == nullptr) return {};
  if (value->is_string()) return std::string(value->get_string());
  // An id may be written as a number; 1.1 (items) asks readers to take it as a string.
  return value->is_number() ? json::serialize(*value) : std::string{};
}

std::vector<std::string> texts_at(json::object const& object, std::string_view key) {
  std::vector<std::string> out;
  auto const* const value = object.if_contains(key);
  if (value == nullptr || !value->is_array()) return out;
  for (auto const& each : value->get_array()) {
    if (each.is_string()) out.emplace_back(each.get_string());
  }
  return out;
}

/// authors (1.1) or author (1.0).
std::vector<std::string> authors_of(json::object const& object) {
  std::vector<std::string> out;
  auto const take = [&](json::value const& each) {
    if (!each.is_object()) return;
    auto name = one_line(text_at(each.get_object(), "name"));
    if (name.empty()) name = text_at(each.get_object(), "url");
    if (!name.empty()) out.push_back(std::move(name));
  };
  if (auto const* const all = object.if_contains("authors"); all != nullptr && all->is_array()) {
    for (auto const& each : all->get_array()) take(each);
  }
  if (auto const* const one = object.if_contains("author"); one != nullptr && out.empty()) take(*one);
  return out;
}

Entry entry_of(json::object const& item, Feed const& feed, std::vector<std::string> const& feed_authors,
               std::string_view base) {
  Entry out;
  out.id = text_at(item, "id");
  out.title = one_line(text_at(item, "title"));
  auto link = text_at(item, "url");
  if (link.empty()) link = text_at(item, "external_url");
  if (!link.empty()) out.link = resolve_url(base, link);
  out.published = parse_date(text_at(item, "date_published"));
  out.updated = parse_date(text_at(item, "date_modified"));
  out.summary = escape_html(text_at(item, "summary"));
  auto html = text_at(item, "content_html");
  out.content = html.empty() ? escape_html(text_at(item, "content_text")) : absolute_links(html, base);
  out.authors = authors_of(item);
  if (out.authors.empty()) out.authors = feed_authors;
  out.categories = texts_at(item, "tags");
  out.language = text_at(item, "language");
  if (out.language.empty()) out.language = feed.language;
  return out;
}

std::string hub_of(json::object const& object) {
  auto const* const hubs = object.if_contains("hubs");
  if (hubs == nullptr || !hubs->is_array()) return {};
  for (auto const& each : hubs->get_array()) {
    if (each.is_object() && text_at(each.get_object(), "type") == "WebSub") return text_at(each.get_object(), "url");
  }
  return {};
}

void take_items(json::array const& items, json::object const& root, ParseContext const& context, Feed& feed) {
  auto const authors = authors_of(root);
  for (auto const& each : items) {
    if (!each.is_object()) continue;
    if (!has_room(feed, context.limits)) break;
    feed.entries.push_back(entry_of(each.get_object(), feed, authors, context.base_url));
  }
}

json::value parse(std::string_view text, ParseLimits const& limits, json::storage_ptr memory, json::error_code& error) {
  json::parse_options options;
  options.max_depth = limits.depth;
  options.allow_trailing_commas = true;
  options.allow_comments = true;
  return json::parse(text, error, std::move(memory), options);
}

}  // namespace

Result<Feed> read_json_feed(std::string_view text, ParseContext const& context) {
  // A value is a sixth of an XML element in memory, at most.
  if (has_more_values(text, 4 * context.limits.elements)) return failure(FeedError::too_many, "reading the feed");
  json::monotonic_resource memory;
  json::error_code error;
  auto document = parse(text, context.limits, &memory, error);
  Feed feed{.format = Format::json1};
  bool cut = false;
  if (error && error != json::error::too_deep) {
    note_fault(feed, "JSON: " + error.message());
    auto const repaired = repair_json(text);
    cut = repaired.cut;
    document = parse(repaired.text, context.limits, &memory, error);
  }
  if (error == json::error::too_deep) return failure(FeedError::too_deep, "reading the feed");
  if (error || !document.is_object()) return failure(FeedError::not_a_feed, "reading the feed");
  auto const& root = document.get_object();
  auto const* const items = root.if_contains("items");
  bool const names_itself = text_at(root, "version").find("jsonfeed.org/version/1") != std::string::npos;
  if (!names_itself && (items == nullptr || !items->is_array()))
    return failure(FeedError::not_a_feed, "reading the feed");

  feed.title = one_line(text_at(root, "title"));
  if (auto home = text_at(root, "home_page_url"); !home.empty()) feed.link = resolve_url(context.base_url, home);
  feed.self = text_at(root, "feed_url");
  feed.language = text_at(root, "language");
  feed.hub = hub_of(root);
  if (items != nullptr && items->is_array()) take_items(items->get_array(), root, context, feed);
  if (cut && !feed.entries.empty()) feed.entries.back().cut = true;
  return feed;
}

}  // namespace rasid::feeds
