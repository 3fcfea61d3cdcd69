#include <algorithm>
#include <charconv>

#include "daemon/feeds/base_url.h"
#include "daemon/feeds/date.h"
#include "daemon/feeds/formats.h"
#include "daemon/feeds/markup.h"
#include "daemon/feeds/person.h"
#include "daemon/feeds/schedule_hints.h"
#include "daemon/feeds/text_construct.h"

namespace rasid::feeds {
namespace {

void add(std::vector<std::string>& list, std::string value) {
  if (!value.empty() && std::ranges::find(list, value) == list.end()) list.push_back(std::move(value));
}
void set(std::string& to, std::string value) {
  if (to.empty()) to = std::move(value);
}
void set(std::optional<Timestamp>& to, std::optional<Timestamp> value) {
  if (!to) to = value;
}
bool is_web(std::string_view url) {
  return url.starts_with("http://") || url.starts_with("https://");
}

/// One item of RSS of any version. What several elements say, the core's own says best.
class ItemReader {
 public:
  explicit ItemReader(Scopes& scopes) : scopes_(scopes) {}

  Entry read(Element const& item) {
    entry_.language = item.language();
    about_ = item.node().attribute("rdf:about").value();
    for (auto const& child : scopes_.children(item)) {
      if (child.space() == Space::core)
        core(child);
      else
        module(child);
    }
    set(entry_.id, about_);
    set(entry_.id, other_id_);
    set(entry_.title, other_title_);
    if (entry_.link.empty()) entry_.link = !permalink_.empty() ? permalink_ : other_link_;
    set(entry_.content, body_);
    set(entry_.summary, other_summary_);
    set(entry_.published, other_date_);
    if (entry_.authors.empty()) add(entry_.authors, other_author_);
    if (entry_.summary == entry_.content) entry_.content.clear();
    return std::move(entry_);
  }

 private:
  static std::string body(Element const& e) { return absolute_links(e.html(), e.base()); }

  void core(Element const& e) {
    if (e.is(Space::core, "title"))
      set(entry_.title, rss_title(e));
    else if (e.is(Space::core, "link"))
      link(e);
    else if (e.is(Space::core, "guid"))
      guid(e);
    else if (e.is(Space::core, "description"))
      set(entry_.summary, body(e));
    else if (e.is(Space::core, "pubDate"))
      set(entry_.published, parse_date(e.text()));
    else if (e.is(Space::core, "author"))
      author(e);
    else if (e.is(Space::core, "category"))
      add(entry_.categories, one_line(e.text()));
    // Atom's names without its namespace, and the body that some servers of RSS 0.9x gave inline.
    else if (e.is(Space::core, "summary"))
      set(other_summary_, body(e));
    else if (e.is(Space::core, "content") || e.is(Space::core, "fullitem"))
      set(body_, body(e));
    else if (e.is(Space::core, "published") || e.is(Space::core, "date"))
      set(other_date_, parse_date(e.text()));
    else if (e.is(Space::core, "id"))
      set(other_id_, e.text());
  }

  void module(Element const& e) {
    if (e.is(Space::content, "encoded"))
      set(entry_.content, body(e));
    else if (e.is(Space::xhtml, "body") || e.is(Space::xhtml, "div"))
      set(body_, body(e));
    else if (e.is(Space::dc, "title"))
      set(other_title_, rss_title(e));
    else if (e.is(Space::dc, "description"))
      set(other_summary_, body(e));
    else if (e.is(Space::dc, "creator") || e.is(Space::dc, "author"))
      add(entry_.authors, person_name(e.text()));
    else if (e.is(Space::dc, "date") || e.is(Space::dcterms, "issued") || e.is(Space::dcterms, "created")) {
      set(other_date_, parse_date(e.text()));
    } else if (e.is(Space::dcterms, "modified") || e.is(Space::atom, "updated") || e.is(Space::atom, "modified")) {
      set(entry_.updated, parse_date(e.text()));
    } else if (e.is(Space::dc, "subject"))
      add(entry_.categories, one_line(e.text()));
    else if (e.is(Space::dc, "language"))
      entry_.language = one_line(e.text());
    else if (e.is(Space::dc, "identifier"))
      set(other_id_, e.text());
    else if (e.is(Space::itunes, "author"))
      set(other_author_, person_name(e.text()));
    else if (e.space() == Space::atom)
      atom(e);
  }

  void atom(Element const& e) {
    if (e.name() == "title")
      set(other_title_, construct_as_text(e));
    else if (e.name() == "summary")
      set(other_summary_, construct_as_html(e));
    else if (e.name() == "content")
      set(body_, construct_as_html(e));
    else if (e.name() == "published" || e.name() == "issued")
      set(other_date_, parse_date(e.text()));
    else if (e.name() == "id")
      set(other_id_, e.text());
    else if (e.name() == "author")
      author(e);
    else if (e.name() == "link") {
      auto const rel = e.attribute("rel");
      if (rel.empty() || rel == "alternate") set(other_link_, resolve_url(e.base(), e.attribute("href")));
    }
  }

  void author(Element const& e) {
    for (auto const& child : scopes_.children(e)) {
      if (child.name() == "name") return add(entry_.authors, person_name(child.text()));
    }
    add(entry_.authors, person_name(e.text()));
  }

  void link(Element const& e) {
    auto const text = e.text();
    auto const value = text.empty() ? std::string(e.attribute("href")) : text;
    if (!value.empty()) set(entry_.link, resolve_url(e.base(), value));
  }

  /// A guid is the item's address too unless it says that it is not (RSS 2.0).
  void guid(Element const& e) {
    set(entry_.id, e.text());
    auto const says = one_line(e.attribute("isPermaLink"));
    if (says == "false" || says == "False" || says == "FALSE" || e.text().empty()) return;
    auto url = resolve_url(e.base(), e.text());
    if (is_web(url) && (is_web(e.text()) || says == "true")) permalink_ = std::move(url);
  }

  Scopes& scopes_;
  Entry entry_;
  std::string about_, permalink_, body_;
  std::string other_id_, other_title_, other_link_, other_summary_, other_author_;
  std::optional<Timestamp> other_date_;
};

class ChannelReader {
 public:
  ChannelReader(Scopes& scopes, ParseLimits const& limits, Feed& feed)
      : scopes_(scopes), limits_(limits), feed_(feed) {}

  void read(Element const& channel) {
    set(feed_.language, channel.language());
    for (auto const& e : scopes_.children(channel)) take(e);
    set(feed_.title, other_title_);
    set(feed_.link, other_link_);
    if (!language_.empty()) feed_.language = language_;
  }

  void item(Element const& e) {
    if (has_room(feed_, limits_)) feed_.entries.push_back(ItemReader(scopes_).read(e));
  }

 private:
  void take(Element const& e) {
    if (e.is(Space::core, "item"))
      item(e);
    else if (e.is(Space::core, "items")) {
      for (auto const& each : scopes_.children(e)) {
        if (each.is(Space::core, "item")) item(each);
      }
    } else if (e.is(Space::core, "title"))
      set(feed_.title, rss_title(e));
    else if (e.is(Space::core, "link")) {
      auto const text = e.text();
      if (!text.empty()) set(feed_.link, resolve_url(e.base(), text));
    } else if (e.is(Space::core, "language"))
      language_ = one_line(e.text());
    else if (e.is(Space::dc, "language"))
      set(language_, one_line(e.text()));
    else if (e.is(Space::dc, "title"))
      set(other_title_, rss_title(e));
    else if (e.is(Space::atom, "title"))
      set(other_title_, construct_as_text(e));
    else if (e.is(Space::atom, "link"))
      atom_link(e);
    else
      take_schedule_hint(e, scopes_, feed_);
  }

  void atom_link(Element const& e) {
    auto const rel = e.attribute("rel");
    auto url = resolve_url(e.base(), e.attribute("href"));
    if (rel == "self")
      set(feed_.self, std::move(url));
    else if (rel == "hub")
      set(feed_.hub, std::move(url));
    else if (rel.empty() || rel == "alternate")
      set(other_link_, std::move(url));
  }

  Scopes& scopes_;
  ParseLimits const& limits_;
  Feed& feed_;
  std::string language_, other_title_, other_link_;
};

}  // namespace

void read_rss(Element const& root, Scopes& scopes, ParseLimits const& limits, Feed& feed) {
  feed.language = root.language();
  ChannelReader reader(scopes, limits, feed);
  if (root.name() == "channel") return reader.read(root);
  for (auto const& e : scopes.children(root)) {
    if (e.is(Space::core, "channel"))
      reader.read(e);
    else if (e.is(Space::core, "item"))
      reader.item(e);  // RSS 0.90 and 1.0: beside the channel
  }
}

}  // namespace rasid::feeds
