#include "tests/integration/news_site.h"

#include <fmt/format.h>

#include <ranges>

namespace rasid::test {
namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (char const c : text) {
    if (c == '<') {
      out += "&lt;";
    } else if (c == '&') {
      out += "&amp;";
    } else {
      out += c;
    }
  }
  return out;
}

std::string page_of(Story const& story) {
  std::string paragraphs;
  for (std::size_t at = 0; at < story.text.size();) {
    std::size_t const end = std::min(story.text.find("\n\n", at), story.text.size());
    paragraphs += "<p>" + escaped(std::string_view(story.text).substr(at, end - at)) + "</p>\n";
    at = end + 2;
  }
  return fmt::format(
      "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>{0}</title></head><body>"
      "<nav><a href=\"/\">Home</a> <a href=\"/world\">World</a></nav>"
      "<article><h1>{0}</h1>\n{1}</article><footer>© The site</footer></body></html>",
      escaped(story.title), paragraphs);
}

}  // namespace

NewsSite::NewsSite(std::string const& address) : server_([this](Seen const& seen) { return answer(seen); }, address) {}

void NewsSite::publish(std::string const& feed, Story const& story) {
  std::lock_guard const lock(mutex_);
  feeds_[feed].stories.push_back(story);
  if (!story.text.empty()) pages_["/" + story.name + ".html"] = story;
}

void NewsSite::delay_pages(std::chrono::milliseconds delay) {
  std::lock_guard const lock(mutex_);
  page_delay_ = delay;
}

std::size_t NewsSite::not_modified(std::string const& feed) const {
  std::lock_guard const lock(mutex_);
  auto const found = feeds_.find(feed);
  return found == feeds_.end() ? 0 : found->second.not_modified;
}

std::string NewsSite::etag(std::string const& feed) const {
  std::lock_guard const lock(mutex_);
  return etag_of(feed, feeds_.at(feed));
}

std::string NewsSite::last_modified(std::string const& feed) const {
  std::lock_guard const lock(mutex_);
  return date_of(feeds_.at(feed));
}

/// Weak and with a comma in it: a client that takes it apart breaks it.
std::string NewsSite::etag_of(std::string const& name, Feed const& feed) {
  return fmt::format("W/\"{},{}\"", name, feed.stories.size());
}

std::string NewsSite::date_of(Feed const& feed) {
  return fmt::format("Mon, 29 Jun 2020 {:02}:{:02}:{:02} GMT", feed.stories.size() / 3600 % 24,
                     feed.stories.size() / 60 % 60, feed.stories.size() % 60);
}

Reply NewsSite::answer(Seen const& seen) {
  std::lock_guard const lock(mutex_);
  if (auto const page = pages_.find(seen.target); page != pages_.end()) {
    return {
        .headers = {{"Content-Type", "text/html; charset=utf-8"}}, .body = page_of(page->second), .delay = page_delay_};
  }
  if (seen.target.ends_with(".xml")) {
    std::string const name = seen.target.substr(1, seen.target.size() - 5);
    return answer_feed(seen, name, feeds_[name]);
  }
  return {.status = 404};
}

Reply NewsSite::answer_feed(Seen const& seen, std::string const& name, Feed& feed) const {
  std::vector<std::pair<std::string, std::string>> headers = {{"ETag", etag_of(name, feed)},
                                                              {"Last-Modified", date_of(feed)}};
  // If-None-Match wins over the date where both are sent (RFC 9110 section 13.2.2).
  if (seen.header("if-none-match") == etag_of(name, feed)) {
    ++feed.not_modified;
    return {.status = 304, .headers = std::move(headers)};
  }
  std::string items;
  for (Story const& story : std::views::reverse(feed.stories)) {
    items += fmt::format(
        "<item><guid isPermaLink=\"false\">{}</guid><title>{}</title><link>{}</link><description>{}</description>"
        "<pubDate>Mon, 29 Jun 2020 08:00:00 GMT</pubDate></item>\n",
        story.name, escaped(story.title), server_.url("/" + story.name + ".html"), escaped(story.summary));
  }
  headers.emplace_back("Content-Type", "application/rss+xml");
  return {
      .headers = std::move(headers),
      .body = fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\"><channel><title>{}</title>"
                          "<link>{}</link><description>News</description>\n{}</channel></rss>\n",
                          name, server_.url("/"), items)};
}

}  // namespace rasid::test
