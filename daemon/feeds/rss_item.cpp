#include "daemon/feeds/rss_item.h"

#include <algorithm>

#include "daemon/feeds/base_url.h"
#include "daemon/feeds/date.h"
#include "daemon/feeds/fill.h"
#include "daemon/feeds/links.h"
#include "daemon/feeds/markup.h"
#include "daemon/feeds/person.h"
#include "daemon/feeds/text_construct.h"

namespace rasid::feeds {
namespace {

bool is_web(std::string_view url) {
  return url.starts_with("http://") || url.starts_with("https://");
}

bool is_dublin_core(Element const& e) {
  return e.space() == Space::dc || e.space() == Space::dcterms;
}
bool is_date_of_issue(Element const& e) {
  return is_dublin_core(e) && (e.named("date") || e.named("issued") || e.named("created") || e.named("available"));
}
bool is_date_of_change(Element const& e) {
  if (e.space() == Space::atom) return e.named("updated") || e.named("modified");
  return is_dublin_core(e) && e.named("modified");
}

class ItemReader {
 public:
  RssItem read(Element const& item) {
    entry_.language = item.language();
    about_ = item.node().attribute("rdf:about").value();
    for (auto const& child : item.children()) {
      if (child.space() == Space::core)
        core(child);
      else
        module(child);
    }
    set_once(entry_.id, about_);
    set_once(entry_.id, other_id_);
    set_once(entry_.title, other_title_);
    if (entry_.link.empty()) entry_.link = !permalink_.empty() ? permalink_ : other_link_;
    set_once(entry_.content, body_);
    set_once(entry_.summary, other_summary_);
    // A podcast's own summary is better than none, and never more than that.
    set_once(entry_.summary, podcast_summary_);
    set_once(entry_.published, other_date_);
    if (entry_.authors.empty()) add_once(entry_.authors, other_author_);
    return {.entry = std::move(entry_), .holds_items = holds_items_};
  }

 private:
  static std::string body(Element const& e) { return absolute_links(e.html(), e.base()); }

  void core(Element const& e) {
    if (e.named("title"))
      set_once(entry_.title, rss_title(e));
    else if (e.named("link"))
      link(e);
    else if (e.named("guid"))
      guid(e);
    else if (e.named("description"))
      set_once(entry_.summary, body(e));
    else if (e.named("pubDate"))
      set_once(entry_.published, parse_date(e.text()));
    else if (e.named("author"))
      author(e);
    else if (e.named("category"))
      add_once(entry_.categories, one_line(e.text()));
    // Atom's names without its namespace, and the body that some servers of RSS 0.9x gave inline.
    else if (e.named("summary"))
      set_once(other_summary_, body(e));
    else if (e.named("content") || e.named("fullitem"))
      set_once(body_, body(e));
    else if (e.named("published") || e.named("date") || e.named("issued"))
      set_once(other_date_, parse_date(e.text()));
    else if (e.named("updated") || e.named("modified"))
      set_once(entry_.updated, parse_date(e.text()));
    else if (e.named("creator"))
      set_once(other_author_, person_name(e.text()));
    else if (e.named("item"))
      holds_items_ = true;
    else if (e.named("id"))
      set_once(other_id_, std::string(e.text()));
  }

  void module(Element const& e) {
    if (e.is(Space::content, "encoded"))
      set_once(entry_.content, body(e));
    else if (e.is(Space::xhtml, "body") || e.is(Space::xhtml, "div"))
      set_once(body_, body(e));
    else if (e.is(Space::dc, "title"))
      set_once(other_title_, rss_title(e));
    else if (e.is(Space::dc, "description"))
      set_once(other_summary_, body(e));
    else if (e.is(Space::dc, "creator") || e.is(Space::dc, "author"))
      add_once(entry_.authors, person_name(e.text()));
    else if (is_date_of_issue(e))
      set_once(other_date_, parse_date(e.text()));
    else if (is_date_of_change(e))
      set_once(entry_.updated, parse_date(e.text()));
    else if (e.is(Space::dc, "subject"))
      add_once(entry_.categories, one_line(e.text()));
    else if (e.is(Space::dc, "language"))
      entry_.language = one_line(e.text());
    else if (e.is(Space::dc, "identifier"))
      set_once(other_id_, std::string(e.text()));
    else if (e.is(Space::itunes, "summary"))
      set_once(podcast_summary_, body(e));
    else if (e.is(Space::itunes, "author"))
      set_once(other_author_, person_name(e.text()));
    else if (e.space() == Space::atom)
      atom(e);
  }

  void atom(Element const& e) {
    if (e.name() == "title")
      set_once(other_title_, construct_as_text(e));
    else if (e.name() == "summary")
      set_once(other_summary_, construct_as_html(e));
    else if (e.name() == "content")
      set_once(body_, construct_as_html(e));
    else if (e.name() == "published" || e.name() == "issued")
      set_once(other_date_, parse_date(e.text()));
    else if (e.name() == "id")
      set_once(other_id_, std::string(e.text()));
    else if (e.name() == "author")
      author(e);
    else if (e.name() == "link") {
      auto const rel = e.attribute("rel");
      if (rel.empty() || rel == "alternate") set_once(other_link_, resolve_url(e.base(), e.attribute("href")));
    }
  }

  void author(Element const& e) {
    for (auto const& child : e.children()) {
      if (child.name() == "name") return add_once(entry_.authors, person_name(child.text()));
    }
    add_once(entry_.authors, person_name(e.text()));
  }

  void link(Element const& e) {
    auto const value = e.text().empty() ? e.attribute("href") : e.text();
    if (!value.empty()) set_once(entry_.link, resolve_url(e.base(), value));
  }

  /// A guid is the item's address too unless it says that it is not (RSS 2.0).
  void guid(Element const& e) {
    auto const text = e.text();
    set_once(entry_.id, std::string(text));
    auto const says = trim(e.attribute("isPermaLink"));
    if (text.empty() || equal_ignoring_case(says, "false")) return;
    auto url = resolve_url(e.base(), text);
    if (is_web(url) && (is_web(text) || equal_ignoring_case(says, "true"))) permalink_ = std::move(url);
  }

  Entry entry_;
  std::string about_, permalink_, body_;
  std::string podcast_summary_, other_id_, other_title_, other_link_, other_summary_, other_author_;
  std::optional<Timestamp> other_date_;
  bool holds_items_ = false;
};

}  // namespace

RssItem read_rss_item(Element const& item) {
  return ItemReader().read(item);
}

}  // namespace rasid::feeds
