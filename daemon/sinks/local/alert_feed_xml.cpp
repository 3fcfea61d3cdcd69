#include <fmt/chrono.h>
#include <fmt/format.h>
#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include "daemon/alerts/dialect.h"
#include "daemon/sinks/local/alert_feed.h"
#include "extractors/model/time.h"

namespace rasid::sinks {
namespace json = boost::json;
namespace {

std::string text_of(json::object const& object, std::string_view key) {
  auto const* found = object.if_contains(key);
  return found != nullptr && found->is_string() ? std::string(found->get_string()) : std::string{};
}

/// HTML's escapes are XML's too; control characters are gone, which XML 1.0 forbids.
std::string element(std::string_view name, std::string_view value) {
  return fmt::format("<{0}>{1}</{0}>\n", name, alerts::html_escaped(value));
}

std::vector<json::object const*> items_of(json::object const& feed) {
  std::vector<json::object const*> items;
  for (json::value const& item : feed.at("items").as_array()) {
    if (item.is_object()) items.push_back(&item.get_object());
  }
  return items;
}

/// RFC 822 with a four-digit year, as RSS wants it.
std::string rss_date(std::string const& text) {
  auto const moment = parse_rfc3339(text).value_or(Timestamp{});
  std::tm const parts = fmt::gmtime(std::chrono::floor<std::chrono::seconds>(moment.time_since_epoch()).count());
  return fmt::format("{:%a, %d %b %Y %H:%M:%S} GMT", parts);
}

std::string home(json::object const& feed) {
  std::string const url = text_of(feed, "home_page_url");
  return url.empty() ? "urn:rasid:alerts" : url;
}

}  // namespace

std::string atom_of(json::object const& feed) {
  auto const items = items_of(feed);
  std::string const updated = items.empty() ? "1970-01-01T00:00:00Z" : text_of(*items.front(), "date_published");
  std::string out = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n";
  out += element("id", home(feed)) + element("title", text_of(feed, "title")) + element("updated", updated);
  out += "<author><name>Rasid</name></author>\n";
  if (feed.contains("home_page_url")) {
    out += fmt::format("<link rel=\"self\" href=\"{}/alerts.atom\"/>\n", alerts::html_escaped(home(feed)));
  }
  for (json::object const* item : items) {
    std::string const language = text_of(*item, "language");
    out += language.empty() ? "<entry>\n" : fmt::format("<entry xml:lang=\"{}\">\n", alerts::html_escaped(language));
    out += element("id", text_of(*item, "id")) + element("title", text_of(*item, "title")) +
           element("updated", text_of(*item, "date_published"));
    if (item->contains("url")) {
      out += fmt::format("<link rel=\"alternate\" href=\"{}\"/>\n", alerts::html_escaped(text_of(*item, "url")));
    }
    out += fmt::format("<content type=\"html\">{}</content>\n</entry>\n",
                       alerts::html_escaped(text_of(*item, "content_html")));
  }
  return out + "</feed>\n";
}

std::string rss_of(json::object const& feed) {
  std::string out = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\">\n<channel>\n";
  out += element("title", text_of(feed, "title")) + element("link", home(feed)) +
         element("description", text_of(feed, "title"));
  for (json::object const* item : items_of(feed)) {
    out += "<item>\n" + element("title", text_of(*item, "title"));
    if (item->contains("url")) out += element("link", text_of(*item, "url"));
    out += fmt::format("<guid isPermaLink=\"false\">{}</guid>\n", alerts::html_escaped(text_of(*item, "id")));
    out += element("pubDate", rss_date(text_of(*item, "date_published")));
    out += element("description", text_of(*item, "content_html")) + "</item>\n";
  }
  return out + "</channel>\n</rss>\n";
}

}  // namespace rasid::sinks
