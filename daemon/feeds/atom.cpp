#include "daemon/feeds/base_url.h"
#include "daemon/feeds/date.h"
#include "daemon/feeds/fill.h"
#include "daemon/feeds/formats.h"
#include "daemon/feeds/links.h"
#include "daemon/feeds/markup.h"
#include "daemon/feeds/person.h"
#include "daemon/feeds/text_construct.h"

namespace rasid::feeds {
namespace {

/// Atom's own elements, also where a producer forgot or misspelt the namespace.
bool is_atom(Element const& element, Space root, std::string_view name) {
  return element.is(Space::atom, name) || element.is(Space::core, name) ||
         (root == Space::other && element.is(Space::other, name));
}

struct Links {
  std::string alternate;
  std::string self;
  std::string hub;
  bool html = false;  // the alternate is said to be HTML

  void take(Element const& link) {
    auto const text = link.text();  // as RSS writes its links
    bool const has_href = link.has("href");
    if (!has_href && text.empty()) return;
    auto const href = has_href ? link.attribute("href") : text;
    auto const rel = trim(link.attribute("rel"));
    auto const url = resolve_url(link.base(), href);
    if (rel == "self" && self.empty()) self = url;
    if (rel == "hub" && hub.empty()) hub = url;
    bool const is_alternate = rel.empty() || rel == "alternate" || rel.ends_with("/relation/alternate");
    if (!is_alternate) return;
    bool const is_html =
        link.attribute("type").empty() || link.attribute("type").find("html") != std::string_view::npos;
    if (alternate.empty() || (is_html && !html)) {
      alternate = url;
      html = is_html;
    }
  }
};

std::string person(Element const& element) {
  std::string name;
  std::string mail;
  std::string uri;
  for (auto const& child : element.children()) {
    if (child.name() == "name") name = one_line(child.text());
    if (child.name() == "email") mail = one_line(child.text());
    if (child.name() == "uri" || child.name() == "url") uri = one_line(child.text());
  }
  if (!name.empty()) return name;
  if (!mail.empty()) return mail;
  return element.has_elements() ? uri : person_name(element.text());
}

class EntryReader {
 public:
  explicit EntryReader(Space root) : root_(root) {}

  Entry read(Element const& element, std::vector<std::string> const& feed_authors) {
    entry_.language = element.language();
    for (auto const& child : element.children()) take(child);
    entry_.link = !links_.alternate.empty() ? links_.alternate : source_;
    if (entry_.authors.empty()) entry_.authors = !source_authors_.empty() ? source_authors_ : feed_authors;
    if (!entry_.published) entry_.published = created_;
    return std::move(entry_);
  }

 private:
  bool is(Element const& e, std::string_view name) const { return is_atom(e, root_, name); }

  void take(Element const& e) {
    if (is(e, "id"))
      entry_.id = std::string(e.text());
    else if (is(e, "title"))
      entry_.title = construct_as_text(e);
    else if (is(e, "link"))
      links_.take(e);
    else if (is(e, "published") || is(e, "issued"))
      entry_.published = parse_date(e.text());
    else if (is(e, "updated") || is(e, "modified"))
      entry_.updated = parse_date(e.text());
    else if (is(e, "created") || e.is(Space::dc, "date") || e.is(Space::dcterms, "issued"))
      set_once(created_, parse_date(e.text()));
    else if (e.is(Space::dcterms, "modified"))
      set_once(entry_.updated, parse_date(e.text()));
    else if (e.is(Space::content, "encoded"))
      set_once(entry_.content, absolute_links(e.html(), e.base()));
    else if (is(e, "summary"))
      entry_.summary = construct_as_html(e);
    else if (is(e, "content"))
      content(e);
    else if (is(e, "author") || e.is(Space::dc, "creator"))
      add_once(entry_.authors, person(e));
    else if (is(e, "category"))
      add_once(entry_.categories, std::string(e.attribute(e.has("label") ? "label" : "term")));
    else if (e.is(Space::dc, "subject"))
      add_once(entry_.categories, one_line(e.text()));
    else if (is(e, "source"))
      source(e);
  }

  void content(Element const& e) {
    if (e.has("src")) source_ = resolve_url(e.base(), e.attribute("src"));
    if (!entry_.content.empty()) return;
    entry_.content = construct_as_html(e);
    if (!e.language().empty()) entry_.language = e.language();
  }

  void source(Element const& e) {
    for (auto const& child : e.children()) {
      if (is(child, "author")) add_once(source_authors_, person(child));
    }
  }

  Space root_;
  Entry entry_;
  Links links_;
  std::string source_;
  std::vector<std::string> source_authors_;
  std::optional<Timestamp> created_;
};

}  // namespace

void read_atom(Element const& root, ParseLimits const& limits, Feed& feed) {
  feed.language = root.language();
  if (root.named("entry")) {
    feed.entries.push_back(EntryReader(root.space()).read(root, {}));
    return;
  }
  Links links;
  std::vector<std::string> authors;
  std::vector<Element> entries;
  for (auto const& e : root.children()) {
    if (is_atom(e, root.space(), "entry"))
      entries.push_back(e);
    else if (is_atom(e, root.space(), "title"))
      feed.title = construct_as_text(e);
    else if (is_atom(e, root.space(), "link"))
      links.take(e);
    else if (is_atom(e, root.space(), "author"))
      add_once(authors, person(e));
    else if (e.is(Space::dc, "language") && feed.language.empty())
      feed.language = one_line(e.text());
  }
  feed.link = links.alternate;
  feed.self = links.self;
  feed.hub = links.hub;
  for (auto const& e : entries) {
    if (!has_room(feed, limits)) break;
    feed.entries.push_back(EntryReader(root.space()).read(e, authors));
  }
}

}  // namespace rasid::feeds
