#include <fmt/format.h>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "daemon/cli/commands.h"
#include "daemon/cli/feed_probe.h"
#include "daemon/configuration/feed_files.h"
#include "daemon/feeds/article_of.h"
#include "daemon/log/log.h"
#include "daemon/page_visit.h"
#include "daemon/read_response.h"
#include "extractors/charset/charset.h"
#include "extractors/model/utf8.h"

namespace rasid::cli {

namespace json = boost::json;

namespace {

/// What one fetch came to, for a person or a program.
class Report {
 public:
  Report(Probe const& probe, configuration::FeedSettings const& feed, Timestamp now) : probe_(probe), settings_(feed) {
    if (!probe.feed) return;
    for (feeds::Entry const& entry : probe.feed->entries) {
      Article article = feeds::article_of(feed.id, *probe.feed, entry, now);
      complete(article, feed);
      articles_.push_back(std::move(article));
    }
  }

  void print(std::size_t most) const {
    fetch::Response const& r = probe_.response;
    fmt::print("url       {}\nstatus    HTTP {} after {}, {} bytes\ntype      {}\n", log::visible(r.url), r.status,
               to_text(r.took), r.body.size(), log::visible(r.header("content-type")));
    if (!r.moved_permanently_to.empty()) fmt::print("moved     to {}\n", log::visible(r.moved_permanently_to));
    if (!probe_.feed) return;
    feeds::Feed const& feed = *probe_.feed;
    fmt::print("encoding  {}\nformat    {}\ntitle     {}\n", encoding(), feeds::to_text(feed.format),
               log::visible(feed.title));
    if (feed.bozo) fmt::print("ill-formed: {}\n", log::visible(feed.bozo_reason));
    if (r.validators.etag.empty() && r.validators.last_modified.empty())
      fmt::print("note      no ETag and no Last-Modified: it is fetched whole at every poll\n");
    fmt::print("items     {}\n", articles_.size());
    for (std::size_t i = 0; i < std::min(most, articles_.size()); ++i) print_item(articles_[i]);
    if (articles_.size() > most) fmt::print("… and {} more (--items)\n", articles_.size() - most);
  }

  [[nodiscard]] json::object as_json() const {
    fetch::Response const& r = probe_.response;
    json::object out{{"url", r.url},
                     {"status", r.status},
                     {"content_type", make_valid_utf8(r.header("content-type"))},
                     {"bytes", r.body.size()}};
    if (!probe_.feed) {
      out["error"] = probe_.feed.error().message();
      return out;
    }
    out["encoding"] = encoding();
    out["format"] = feeds::to_text(probe_.feed->format);
    out["title"] = make_valid_utf8(probe_.feed->title);
    out["bozo"] = probe_.feed->bozo;
    out["bozo_reason"] = make_valid_utf8(probe_.feed->bozo_reason);
    json::array items;
    for (Article const& article : articles_) items.push_back(item(article));
    out["items"] = std::move(items);
    return out;
  }

 private:
  [[nodiscard]] std::string encoding() const {
    std::string const type = probe_.response.header("content-type");
    return charset::to_utf8(probe_.response.body, {charset::charset_of(type)}).encoding;
  }

  [[nodiscard]] char const* text_of(Article const& article) const {
    return wants_page(article, settings_) ? "summary: its page is read" : "full text in the feed";
  }

  void print_item(Article const& a) const {
    fmt::print("\n  {}\n    {}\n", log::visible(a.title.empty() ? "(no title)" : a.title), log::visible(a.url));
    fmt::print("    id {}, published {}\n", a.id.value, a.published ? to_rfc3339(*a.published) : "(no date)");
    fmt::print("    {} characters, {}\n", code_points(a.body), text_of(a));
    if (!a.note.empty()) fmt::print("    note: {}\n", log::visible(a.note));
    if (a.partial) fmt::print("    note: the document broke off inside it\n");
  }

  [[nodiscard]] json::object item(Article const& a) const {
    return {{"id", a.id.value},
            {"guid", a.guid},
            {"url", a.url},
            {"title", a.title},
            {"author", a.author},
            {"language", make_valid_utf8(a.language)},
            {"published", a.published ? json::value(to_rfc3339(*a.published)) : json::value()},
            {"characters", code_points(a.body)},
            {"page_is_read", wants_page(a, settings_)},
            {"note", a.note},
            {"partial", a.partial}};
  }

  Probe const& probe_;
  configuration::FeedSettings const& settings_;
  std::vector<Article> articles_;
};

}  // namespace

int feed_test(FeedTestOptions const& options) {
  Diagnostics ignored;
  auto const known = configuration::list_feeds(options.network.config, ignored);
  configuration::ListedFeed const* const listed = configuration::find_feed(known, options.feed);
  configuration::FeedSettings feed;
  feed.id.value = "test";
  feed.url = with_scheme(options.feed);
  if (listed != nullptr) feed = listed->feed;
  NetworkOptions reach = options.network;
  reach.allow_private |= feed.allow_private;
  Network const network(reach, network_settings(options.network));
  auto const answer = probe(network, feed.url);
  if (!answer) {
    if (options.json)
      std::cout << json::serialize(json::object{{"url", feed.url}, {"error", answer.error().message()}}) << '\n';
    fmt::print(stderr, "error: {}\n", answer.error().message());
    if (auto const remedy = remedy_for(answer.error()); !remedy.empty()) fmt::print(stderr, "  {}\n", remedy);
    return failed;
  }
  Report const report(*answer, feed, SystemClock{}.now());
  if (options.json) {
    std::cout << json::serialize(report.as_json()) << '\n';
  } else {
    report.print(options.items);
  }
  if (answer->response.ok() && answer->feed) return done;
  if (!answer->response.ok()) fmt::print(stderr, "error: HTTP {}\n", answer->response.status);
  if (answer->response.ok() && !answer->feed) {
    fmt::print(stderr, "error: this is no feed: {}\n", answer->feed.error().message());
    fmt::print(stderr, "  look for the site's feeds with: rasid feed discover {}\n", log::visible(feed.url));
  }
  return failed;
}

}  // namespace rasid::cli
