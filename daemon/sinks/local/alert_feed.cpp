#include "daemon/sinks/local/alert_feed.h"

#include <fstream>
#include <sstream>

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>

#include "daemon/alerts/json_text.h"
#include "daemon/sinks/local/durable_file.h"

namespace rasid::sinks {
namespace json = boost::json;
namespace {

constexpr std::uintmax_t longest_state = 64U << 20U;

/// "alr_0123…" as a UUID: the identifier that every feed reader knows (RFC 4122).
std::string urn_of(std::string const& alert) {
  std::string hex = alert.starts_with("alr_") ? alert.substr(4) : alert;
  if (hex.size() != 32) return "urn:rasid:" + alert;
  for (std::size_t const at : {20U, 16U, 12U, 8U}) hex.insert(at, "-");
  return "urn:uuid:" + hex;
}

/// The items that were written before; none where there is no file, or one that is not ours.
json::array items_before(std::filesystem::path const& path) {
  std::error_code bad;
  auto const size = std::filesystem::file_size(path, bad);
  if (bad || size > longest_state) return {};
  std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  content << file.rdbuf();
  boost::system::error_code wrong;
  json::value const feed = json::parse(content.str(), wrong);
  if (wrong || !feed.is_object()) return {};
  auto const* items = feed.get_object().if_contains("items");
  return items != nullptr && items->is_array() ? items->get_array() : json::array{};
}

bool same(json::value const& item, json::object const& other) {
  auto const* object = item.if_object();
  auto const* id = object == nullptr ? nullptr : object->if_contains("id");
  return id != nullptr && *id == other.at("id");
}

}  // namespace

json::object alert_item(alerts::AlertView const& alert, alerts::TextSettings const& text) {
  json::array tags{alert.severity, alert.watch};
  json::object item{{"id", urn_of(alert.id)},
                    {"title", alerts::alert_title(alert, alerts::Form::plain, text)},
                    {"content_html", alerts::alert_text(alert, alerts::Form::html, text)},
                    {"content_text", alerts::alert_text(alert, alerts::Form::plain, text)},
                    {"date_published", alert.decided},
                    {"tags", std::move(tags)}};
  if (!alert.url.empty()) item["url"] = alert.url;
  if (!alert.language.empty()) item["language"] = alert.language;
  return item;
}

Result<> AlertFeed::add(alerts::AlertView const& alert) const {
  auto const file = [&](char const* ending) { return settings_.folder / (std::string("alerts.") + ending); };
  json::object const item = alert_item(alert, settings_.text);
  json::array items{item};
  for (json::value& before : items_before(file("json"))) {
    if (items.size() < settings_.most && !same(before, item)) items.push_back(std::move(before));
  }
  json::object feed{{"version", "https://jsonfeed.org/version/1.1"}, {"title", settings_.title}};
  if (!settings_.url.empty()) {
    feed["home_page_url"] = settings_.url;
    feed["feed_url"] = settings_.url + "/alerts.json";
  }
  feed["items"] = std::move(items);
  // The state comes last: where a form before it cannot be written, the alert counts as not yet added.
  if (Result<> written = write_whole(file("atom"), atom_of(feed)); !written) return written;
  if (Result<> written = write_whole(file("rss"), rss_of(feed)); !written) return written;
  return write_whole(file("json"), alerts::json_text(feed));
}

}  // namespace rasid::sinks
