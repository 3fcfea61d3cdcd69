#include "daemon/feeds/discover.h"

#include <algorithm>
#include <array>

#include "daemon/feeds/base_url.h"
#include "daemon/feeds/entity.h"
#include "extractors/charset/charset.h"
#include "extractors/page/page.h"
#include "extractors/page/tag_scanner.h"

namespace rasid::feeds {
namespace {

constexpr std::size_t most_links = 40;
constexpr std::size_t longest_url = 8'000;

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return out;
}

bool has_word(std::string_view list, std::string_view word) {
  std::string const all = lower(list);
  for (std::size_t at = all.find(word); at != std::string::npos; at = all.find(word, at + 1)) {
    bool const begins = at == 0 || static_cast<unsigned char>(all[at - 1]) <= ' ';
    bool const ends = at + word.size() == all.size() || static_cast<unsigned char>(all[at + word.size()]) <= ' ';
    if (begins && ends) return true;
  }
  return false;
}

/// Media types of feeds; plain XML and JSON only where the address says the rest.
bool is_feed_type(std::string_view type) {
  std::string const t = lower(type.substr(0, type.find(';')));
  constexpr std::array<std::string_view, 6> types{"application/rss+xml", "application/atom+xml",
                                                  "application/rdf+xml", "application/feed+json",
                                                  "text/rss+xml",        "application/x.atom+xml"};
  return std::ranges::find(types, t) != types.end();
}

bool is_plain_type(std::string_view type) {
  std::string const t = lower(type.substr(0, type.find(';')));
  return t == "application/json" || t == "application/xml" || t == "text/xml";
}

struct Parts {
  std::string path, query;
};

Parts parts_of(std::string_view url) {
  std::string const all = lower(url.substr(0, url.find('#')));
  auto const scheme = all.find("://");
  auto const path = scheme == std::string::npos ? 0 : std::min(all.find_first_of("/?", scheme + 3), all.size());
  auto const query = std::min(all.find('?', path), all.size());
  return {all.substr(path, query - path), all.substr(query)};
}

/// "/news/rss.xml", "/feed/", "/?feed=rss2", "/index.rdf".
bool looks_like_feed(std::string_view url) {
  auto [path, query] = parts_of(url);
  while (path.size() > 1 && path.back() == '/') path.pop_back();
  auto const last = std::string_view(path).substr(path.rfind('/') == std::string::npos ? 0 : path.rfind('/') + 1);
  constexpr std::array<std::string_view, 4> endings{".rss", ".atom", ".rdf", ".rss.xml"};
  if (std::ranges::any_of(endings, [&](auto end) { return last.ends_with(end); })) return true;
  constexpr std::array<std::string_view, 10> names{"feed",     "feeds",   "rss",      "rss2",      "atom",
                                                   "feed.xml", "rss.xml", "atom.xml", "feed.json", "index.xml"};
  if (std::ranges::find(names, last) != names.end()) return true;
  bool const document =
      last.ends_with(".xml") || last.ends_with(".json") || last.ends_with(".php") || last.ends_with(".aspx");
  bool const says_so = path.find("rss") != std::string::npos || path.find("feed") != std::string::npos ||
                       path.find("atom") != std::string::npos;
  if (document && says_so) return true;
  return query.find("feed=rss") != std::string::npos || query.find("feed=atom") != std::string::npos ||
         query.find("format=rss") != std::string::npos || query.find("format=feed") != std::string::npos;
}

bool is_of_comments(std::string_view url, std::string_view title) {
  std::string const t = lower(title);
  std::string const path = parts_of(url).path;
  // Words for comments in the languages that WordPress is most used in; it names its own comment feeds with them.
  constexpr std::array<std::string_view, 8> words{"comments", "commentaires", "kommentar", "comentarios",
                                                  "yorum",    "комментари",   "التعليقات", "دیدگاه"};
  return path.find("/comments") != std::string::npos || path.find("comments.xml") != std::string::npos ||
         std::ranges::any_of(words, [&](auto word) { return t.find(word) != std::string::npos; });
}

class Collector {
 public:
  explicit Collector(std::string_view url) : base_(url) {}

  void set_base(std::string_view href) {
    if (based_) return;
    based_ = true;
    base_ = resolve_url(base_, decode_references(href));
  }

  void add(FeedLink::How how, std::string_view href, std::string_view title) {
    if (href.empty() || href.size() > longest_url || links_.size() == most_links) return;
    std::string url = resolve_url(base_, decode_references(href));
    if (url.starts_with("feed://")) url.replace(0, 4, "http");
    if (url.starts_with("feed:http")) url.erase(0, 5);
    if (!url.starts_with("http://") && !url.starts_with("https://")) return;
    if (std::ranges::any_of(links_, [&](FeedLink const& known) { return known.url == url; })) return;
    std::string text = page::html_to_text(title.substr(0, 1'000));
    bool const comments = is_of_comments(url, text);
    auto const rank = [](FeedLink const& link) { return std::pair(link.comments, link.how); };
    auto const place = std::ranges::upper_bound(links_, std::pair(comments, how), {}, rank);
    links_.insert(place, {std::move(url), std::move(text), how, comments});
  }

  std::vector<FeedLink> ranked() && { return std::move(links_); }

 private:
  std::string base_;
  bool based_ = false;
  std::vector<FeedLink> links_;  // best first
};

struct Attributes {
  std::string_view rel, type, href, title;
};

Attributes attributes_of(page::Tag const& tag) {
  Attributes out;
  std::string_view rest = tag.attributes;
  while (auto const attribute = page::next_attribute(rest)) {
    if (page::same_name(attribute->name, "rel")) out.rel = attribute->value;
    if (page::same_name(attribute->name, "type")) out.type = attribute->value;
    if (page::same_name(attribute->name, "href")) out.href = attribute->value;
    if (page::same_name(attribute->name, "title")) out.title = attribute->value;
  }
  return out;
}

/// What the words of a link say, for its title.
std::string_view words_after(std::string_view html, std::size_t at) {
  auto const rest = html.substr(at, 500);
  auto const end = std::min(rest.find("</a"), rest.find("</A"));
  return end == std::string_view::npos ? std::string_view{} : rest.substr(0, end);
}

/// Behind the end of an element whose content is no markup, or of a comment.
std::size_t behind(std::string_view html, std::size_t at, std::string_view end) {
  auto const found = html.find(end, at);
  return found == std::string_view::npos ? html.size() : found + end.size();
}

}  // namespace

std::vector<FeedLink> feeds_of_page(std::string_view bytes, std::string_view content_type, std::string_view url) {
  auto const decoded = charset::to_utf8(bytes, {charset::charset_of(content_type)});
  std::string_view const html = decoded.text;
  Collector found(url);
  for (std::size_t at = html.find('<'); at != std::string_view::npos; at = html.find('<', at)) {
    if (html.substr(at).starts_with("<!--")) {
      at = behind(html, at, "-->");
      continue;
    }
    auto const tag = page::read_tag(html, at);
    if (!tag) {
      ++at;
      continue;
    }
    at = tag->end;
    if (tag->is_end) continue;
    if (page::same_name(tag->name, "script")) at = behind(html, at, "</");
    bool const link = page::same_name(tag->name, "link");
    bool const anchor = page::same_name(tag->name, "a");
    bool const base = page::same_name(tag->name, "base");
    if (!link && !anchor && !base) continue;
    auto const [rel, type, href, title] = attributes_of(*tag);
    if (base && !href.empty()) found.set_base(href);
    bool const alternate = has_word(rel, "alternate") || has_word(rel, "feed");
    if (link && alternate && (is_feed_type(type) || (is_plain_type(type) && looks_like_feed(href))))
      found.add(FeedLink::How::stated, href, title);
    if (anchor && (is_feed_type(type) || looks_like_feed(href)))
      found.add(FeedLink::How::linked, href, title.empty() ? words_after(html, at) : title);
  }
  return std::move(found).ranked();
}

std::vector<FeedLink> well_known_feeds(std::string_view url) {
  constexpr std::array<std::string_view, 9> paths{"feed",      "rss",       "rss.xml", "feed.xml",  "atom.xml",
                                                  "index.xml", "feed.json", "feeds",   "?feed=rss2"};
  std::vector<FeedLink> all;
  auto const add = [&](std::string link) {
    if (std::ranges::find(all, link, &FeedLink::url) == all.end())
      all.push_back({std::move(link), {}, FeedLink::How::well_known, false});
  };
  for (auto const path : paths) add(resolve_url(url, "/" + std::string(path)));
  // A blog below a path has its feed there.
  std::string const folder = resolve_url(url, ".");
  for (auto const path : {"feed", "rss.xml", "atom.xml"}) add(resolve_url(folder, path));
  return all;
}

}  // namespace rasid::feeds
