#include "daemon/feeds/opml.h"

#include <algorithm>
#include <array>

#include <pugixml.hpp>

#include "daemon/feeds/feed.h"
#include "daemon/feeds/xml_repair.h"
#include "extractors/charset/charset.h"
#include "extractors/model/utf8.h"

namespace rasid::feeds {
namespace {

constexpr std::size_t most_bytes = 16U << 20U;
constexpr std::size_t most_levels = 256;
constexpr std::size_t most_feeds = 50'000;
constexpr std::size_t longest_url = 8'000;
constexpr std::size_t longest_title = 500;
constexpr std::size_t most_tags = 20;

bool is_space(char c) {
  return static_cast<unsigned char>(c) <= ' ';
}

/// On one line, single spaces, no longer than `most` bytes.
std::string tidy(std::string_view text, std::size_t most) {
  std::string out;
  for (char const c : text) {
    if (out.size() >= most) break;
    if (!is_space(c)) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  // What the cut left of a character is no character.
  while (!out.empty() && !charset::is_valid_utf8(out)) out.pop_back();
  return out;
}

/// An attribute whatever the case of its name, which writers of OPML do not agree on.
std::string_view attribute(pugi::xml_node node, std::string_view name) {
  auto const equal = [](char a, char b) { return (a | 0x20) == (b | 0x20); };
  for (auto const attribute : node.attributes()) {
    if (std::ranges::equal(std::string_view(attribute.name()), name, equal)) return attribute.value();
  }
  return {};
}

bool is_named(pugi::xml_node node, std::string_view name) {
  auto const equal = [](char a, char b) { return (a | 0x20) == (b | 0x20); };
  return std::ranges::equal(std::string_view(node.name()), name, equal);
}

void add_tag(std::vector<std::string>& tags, std::string_view text) {
  std::string tag = tidy(text, longest_title);
  if (tag.empty() || tags.size() == most_tags || std::ranges::find(tags, tag) != tags.end()) return;
  tags.push_back(std::move(tag));
}

/// "category" holds paths apart by commas: "/world/iraq,agency". Each step is a tag.
void add_categories(std::vector<std::string>& tags, std::string_view categories) {
  while (!categories.empty()) {
    auto const end = std::min(categories.find_first_of(",/"), categories.size());
    add_tag(tags, categories.substr(0, end));
    categories.remove_prefix(std::min(categories.size(), end + 1));
  }
}

class Reader {
 public:
  explicit Reader(Opml& into) : into_(into) {}

  /// Depth is bounded by repair_xml().
  void read(pugi::xml_node parent, std::vector<std::string> const& groups) {
    for (auto const node : parent.children()) {
      if (into_.feeds.size() == most_feeds) return;
      if (!is_named(node, "outline")) {
        read(node, groups);
        continue;
      }
      std::string const name = name_of(node);
      bool const feed = read_feed(node, name, groups);
      std::vector<std::string> inner = groups;
      if (!feed) add_tag(inner, name);
      read(node, inner);
    }
  }

 private:
  static std::string name_of(pugi::xml_node node) {
    std::string name = tidy(attribute(node, "title"), longest_title);
    return name.empty() ? tidy(attribute(node, "text"), longest_title) : name;
  }

  bool read_feed(pugi::xml_node node, std::string const& name, std::vector<std::string> const& groups) {
    std::string_view url = attribute(node, "xmlUrl");
    std::string_view const type = attribute(node, "type");
    bool const subscription = type == "rss" || type == "atom" || type == "feed";
    if (url.empty() && subscription) url = attribute(node, "url");
    if (url.empty()) {
      if (subscription) ++into_.skipped;
      return subscription;
    }
    Subscription feed{tidy(url, longest_url + 1), name, tidy(attribute(node, "language"), 35), groups};
    // Old readers wrote feed://…, which means http.
    if (feed.url.starts_with("feed://")) feed.url.replace(0, 4, "http");
    if (feed.url.starts_with("feed:http")) feed.url.erase(0, 5);
    bool const usable = feed.url.starts_with("http://") || feed.url.starts_with("https://");
    if (!usable || feed.url.size() > longest_url) {
      ++into_.skipped;
      return true;
    }
    add_categories(feed.tags, attribute(node, "category"));
    into_.feeds.push_back(std::move(feed));
    return true;
  }

  Opml& into_;
};

std::string_view declared_encoding(std::string_view bytes) {
  auto head = bytes.substr(0, 256);
  auto const key = head.find("encoding");
  if (!head.starts_with("<?xml") || key == std::string_view::npos || key > head.find("?>")) return {};
  auto const quote = head.find_first_of("\"'", key);
  if (quote == std::string_view::npos) return {};
  auto const value = head.substr(quote + 1);
  return value.substr(0, value.find(head[quote]));
}

pugi::xml_node find_root(pugi::xml_node document) {
  for (auto const node : document.children()) {
    if (is_named(node, "opml") || is_named(node, "outlines")) return node;
  }
  return {};
}

}  // namespace

Result<Opml> parse_opml(std::string_view bytes) {
  constexpr char const* doing = "reading the OPML";
  if (bytes.size() > most_bytes) return failure(FeedError::too_large, doing);
  auto decoded = charset::to_utf8(bytes, {declared_encoding(bytes)});
  if (std::ranges::all_of(decoded.text, is_space)) return failure(FeedError::empty, doing);
  auto repaired = repair_xml(decoded.text, {.depth = most_levels, .elements = 4 * most_feeds});
  if (repaired.too_deep) return failure(FeedError::too_deep, doing);
  if (repaired.too_many) return failure(FeedError::too_many, doing);
  pugi::xml_document document;
  auto const parsed = document.load_buffer_inplace(repaired.text.data(), repaired.text.size(), pugi::parse_default,
                                                   pugi::encoding_utf8);
  auto const root = find_root(document);
  if (!root) return failure(FeedError::not_a_feed, doing);
  Opml out;
  out.bozo_reason = std::move(repaired.reason);
  if (out.bozo_reason.empty() && decoded.replaced) out.bozo_reason = "bytes that are not " + decoded.encoding;
  if (out.bozo_reason.empty() && !parsed) out.bozo_reason = parsed.description();
  for (auto const node : root.children()) {
    if (is_named(node, "head")) out.title = tidy(node.child("title").text().get(), longest_title);
  }
  Reader(out).read(root, {});
  if (out.feeds.size() == most_feeds && out.bozo_reason.empty()) out.bozo_reason = "more than 50,000 feeds";
  return out;
}

}  // namespace rasid::feeds
