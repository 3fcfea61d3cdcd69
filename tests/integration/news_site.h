#pragma once

#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/http_server.h"

namespace rasid::test {

/// One item of a feed, and the page it links to.
struct Story {
  std::string name;  // its page is /NAME.html, its guid too
  std::string title;
  std::string summary;  // what the feed carries
  std::string text;     // what the page carries, paragraphs apart by a blank line; empty: there is no page
};

/// A publisher's site: RSS feeds that can grow while they are polled, with ETag and Last-Modified, answered 304 as RFC
/// 9110 has it; and a page for each story. Every member may be called from any thread.
class NewsSite {
 public:
  explicit NewsSite(std::string const& address = "127.0.0.1");

  /// Puts a story on top of the feed /NAME.xml, which from then on is there.
  void publish(std::string const& feed, Story const& story);
  /// The feed, whether something was published yet or not.
  [[nodiscard]] std::string feed_url(std::string const& feed) const { return server_.url("/" + feed + ".xml"); }
  [[nodiscard]] std::string page_url(std::string const& story) const { return server_.url("/" + story + ".html"); }

  /// Makes the pages late.
  void delay_pages(std::chrono::milliseconds delay);

  [[nodiscard]] HttpServer const& server() const { return server_; }
  [[nodiscard]] std::vector<Seen> polls(std::string const& feed) const { return server_.requests("/" + feed + ".xml"); }
  /// How many of those were answered 304.
  [[nodiscard]] std::size_t not_modified(std::string const& feed) const;
  /// What the feed is sent with now.
  [[nodiscard]] std::string etag(std::string const& feed) const;
  [[nodiscard]] std::string last_modified(std::string const& feed) const;

 private:
  struct Feed {
    std::vector<Story> stories;
    std::size_t not_modified = 0;
  };

  Reply answer(Seen const& seen);
  Reply answer_feed(Seen const& seen, std::string const& name, Feed& feed) const;
  [[nodiscard]] static std::string etag_of(std::string const& name, Feed const& feed);
  [[nodiscard]] static std::string date_of(Feed const& feed);

  mutable std::mutex mutex_;
  std::map<std::string, Feed> feeds_;
  std::map<std::string, Story> pages_;
  std::chrono::milliseconds page_delay_{0};
  HttpServer server_;  // last: its thread uses all above
};

}  // namespace rasid::test
