#include <map>

#include <pugixml.hpp>

#include "daemon/feeds/opml.h"

namespace rasid::feeds {
namespace {

struct ToString final : pugi::xml_writer {
  std::string text;
  void write(void const* data, std::size_t size) override { text.append(static_cast<char const*>(data), size); }
};

/// A comma and a slash mean something in a category: those of a tag become spaces.
std::string categories(std::vector<std::string> const& tags) {
  std::string all;
  for (std::string tag : tags) {
    for (char& c : tag) {
      if (c == ',' || c == '/') c = ' ';
    }
    all += (all.empty() ? "" : ",") + tag;
  }
  return all;
}

void append_feed(pugi::xml_node into, Subscription const& feed) {
  auto outline = into.append_child("outline");
  outline.append_attribute("type") = "rss";
  outline.append_attribute("text") = feed.title.c_str();
  outline.append_attribute("title") = feed.title.c_str();
  outline.append_attribute("xmlUrl") = feed.url.c_str();
  if (!feed.language.empty()) outline.append_attribute("language") = feed.language.c_str();
  if (!feed.tags.empty()) outline.append_attribute("category") = categories(feed.tags).c_str();
}

}  // namespace

std::string write_opml(std::string_view title, std::span<Subscription const> feeds) {
  pugi::xml_document document;
  auto opml = document.append_child("opml");
  opml.append_attribute("version") = "2.0";
  opml.append_child("head").append_child("title").text() = std::string(title).c_str();
  auto body = opml.append_child("body");
  std::map<std::string_view, pugi::xml_node> groups;
  for (Subscription const& feed : feeds) {
    if (feed.tags.empty()) {
      append_feed(body, feed);
      continue;
    }
    auto const [group, fresh] = groups.try_emplace(feed.tags.front());
    if (fresh) {
      group->second = body.append_child("outline");
      group->second.append_attribute("text") = feed.tags.front().c_str();
    }
    append_feed(group->second, feed);
  }
  ToString out;
  document.save(out, "  ", pugi::format_default, pugi::encoding_utf8);
  return std::move(out.text);
}

}  // namespace rasid::feeds
