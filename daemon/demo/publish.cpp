// The newsroom's documents: feeds in three formats and HTML pages.
#include <memory>

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "daemon/alerts/digest.h"
#include "daemon/demo/newsroom.h"

namespace rasid::demo {

namespace json = boost::json;

namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (char const c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

/// What one entry of any format is made of.
struct Item {
  SampleArticle const& article;
  std::string guid;
  std::string url;
  Timestamp published;

  [[nodiscard]] std::string html() const {
    if (!article.full) return "<p>" + escaped(article.summary) + "</p>";
    std::string out;
    for (std::string const& paragraph : article.paragraphs) out += "<p>" + escaped(paragraph) + "</p>";
    return out;
  }
};

std::string rfc822(Timestamp t) {
  return fmt::format("{:%a, %d %b %Y %H:%M:%S} +0000", fmt::gmtime(std::chrono::system_clock::to_time_t(t)));
}

std::string rss(SampleFeed const& feed, std::vector<Item> const& items, std::string const& base) {
  std::string out = fmt::format(
      "<?xml version=\"1.0\" encoding=\"{}\"?>\n<rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
      "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>{}</title><link>{}/</link>"
      "<description>{}</description><language>{}</language>\n",
      feed.charset, escaped(feed.title), base, escaped(feed.title), feed.language);
  for (Item const& item : items) {
    out += fmt::format(
        "<item><title>{}</title><link>{}</link><guid "
        "isPermaLink=\"false\">{}</guid><pubDate>{}</pubDate><dc:creator>{}</dc:creator><{}>{}</{}></item>\n",
        escaped(item.article.title), item.url, item.guid, rfc822(item.published), escaped(item.article.author),
        item.article.full ? "content:encoded" : "description", escaped(item.html()),
        item.article.full ? "content:encoded" : "description");
  }
  return out + "</channel></rss>\n";
}

std::string atom(SampleFeed const& feed, std::vector<Item> const& items, std::string const& base) {
  std::string out = fmt::format(
      "<?xml version=\"1.0\" encoding=\"{}\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" "
      "xml:lang=\"{}\"><title>{}</title>"
      "<id>{}/</id><updated>{}</updated>\n",
      feed.charset, feed.language, escaped(feed.title), base,
      to_rfc3339(items.empty() ? Timestamp{} : items.front().published));
  for (Item const& item : items) {
    out += fmt::format(
        "<entry><title>{}</title><id>{}</id><link rel=\"alternate\" "
        "href=\"{}\"/><published>{}</published><updated>{}</updated>"
        "<author><name>{}</name></author><{} type=\"html\">{}</{}></entry>\n",
        escaped(item.article.title), item.guid, item.url, to_rfc3339(item.published), to_rfc3339(item.published),
        escaped(item.article.author), item.article.full ? "content" : "summary", escaped(item.html()),
        item.article.full ? "content" : "summary");
  }
  return out + "</feed>\n";
}

std::string json_feed(SampleFeed const& feed, std::vector<Item> const& items, std::string const& base) {
  json::array entries;
  for (Item const& item : items) {
    json::object entry{{"id", item.guid},
                       {"url", item.url},
                       {"title", item.article.title},
                       {"date_published", to_rfc3339(item.published)},
                       {"authors", json::array{json::object{{"name", item.article.author}}}}};
    entry[item.article.full ? "content_html" : "summary"] = item.article.full ? item.html() : item.article.summary;
    entries.push_back(std::move(entry));
  }
  return json::serialize(json::object{{"version", "https://jsonfeed.org/version/1.1"},
                                      {"title", feed.title},
                                      {"home_page_url", base + "/"},
                                      {"language", feed.language},
                                      {"items", std::move(entries)}});
}

struct ConverterClose {
  void operator()(UConverter* converter) const noexcept { ucnv_close(converter); }
};

std::string encoded(std::string const& utf8, std::string const& charset) {
  if (charset == "utf-8") return utf8;
  UErrorCode error = U_ZERO_ERROR;
  std::unique_ptr<UConverter, ConverterClose> const converter(ucnv_open(charset.c_str(), &error));
  std::string out(utf8.size() + 16, '\0');
  icu::UnicodeString const text = icu::UnicodeString::fromUTF8(utf8);
  std::int32_t const size =
      U_SUCCESS(error) ? text.extract(out.data(), static_cast<std::int32_t>(out.size()), converter.get(), error) : 0;
  out.resize(U_SUCCESS(error) ? static_cast<std::size_t>(size) : 0);
  return out;
}

std::string feed_document(SampleFeed const& feed, std::vector<Item> const& items, std::string const& base) {
  if (feed.format == "json1") return json_feed(feed, items, base);
  return encoded(feed.format == "atom10" ? atom(feed, items, base) : rss(feed, items, base), feed.charset);
}

/// A page as newspapers have them: the text among things that are not the text.
std::string page(SampleArticle const& article, Timestamp published) {
  std::string body;
  for (std::string const& paragraph : article.paragraphs) body += "<p>" + escaped(paragraph) + "</p>\n";
  bool const rtl = article.language == "ar" || article.language == "fa" || article.language == "he";
  return fmt::format(
      "<!DOCTYPE html><html lang=\"{0}\" dir=\"{1}\"><head><meta charset=\"utf-8\"><title>{2}</title>"
      "<meta property=\"article:published_time\" content=\"{3}\"></head><body>"
      "<nav><a href=\"/\">1</a> <a href=\"/news\">2</a> <a href=\"/sport\">3</a></nav>"
      "<article><h1>{2}</h1><div class=\"byline\">{4}</div>\n{5}</article>"
      "<footer><a href=\"/about\">4</a> <a href=\"/contact\">5</a></footer></body></html>",
      article.language, rtl ? "rtl" : "ltr", escaped(article.title), to_rfc3339(published), escaped(article.author),
      body);
}

std::vector<Item> items_of(SampleFeed const& feed, Newsroom const& newsroom, std::vector<Edition> const& released,
                           std::string const& base) {
  std::vector<Item> items;
  for (Edition const& edition : released | std::views::reverse) {  // the newest first, as feeds have it
    SampleArticle const& article = newsroom.articles[edition.article];
    if (article.feed != feed.id) continue;
    // Another round is another report: at an address and a minute of its own, else it would be the same article again.
    std::string const path = edition.round > 1 ? fmt::format("{}?round={}", article.path, edition.round) : article.path;
    items.push_back({article, fmt::format("{}#{}", article.path, edition.round), base + path,
                     newsroom.date + article.after + std::chrono::minutes{edition.round - 1}});
  }
  return items;
}

HttpAnswer feed_answer(SampleFeed const& feed, std::vector<Item> const& items, std::string const& base,
                       HttpQuestion const& question) {
  std::string body = feed_document(feed, items, base);
  std::string etag = "\"" + alerts::digest128({body}) + "\"";
  auto const known = question.headers.find("if-none-match");
  if (known != question.headers.end() && known->second == etag) return {304, "", std::move(etag), ""};
  std::string const type = feed.format == "json1"    ? "application/feed+json"
                           : feed.format == "atom10" ? "application/atom+xml"
                                                     : "application/rss+xml";
  return {200, type, std::move(etag), std::move(body)};
}

}  // namespace

HttpAnswer answer(Newsroom const& newsroom, std::vector<Edition> const& released, std::string const& base,
                  HttpQuestion const& question) {
  for (SampleFeed const& feed : newsroom.feeds) {
    if (feed.path == question.target)
      return feed_answer(feed, items_of(feed, newsroom, released, base), base, question);
  }
  for (Edition const& edition : released) {
    SampleArticle const& article = newsroom.articles[edition.article];
    if (article.path == question.target.substr(0, question.target.find('?')))
      return {200, "text/html; charset=utf-8", "", page(article, newsroom.date + article.after)};
  }
  return {404, "text/plain", "", "no such page\n"};
}

}  // namespace rasid::demo
