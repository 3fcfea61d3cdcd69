#include "daemon/feeds/base_url.h"
#include "daemon/feeds/fill.h"
#include "daemon/feeds/formats.h"
#include "daemon/feeds/markup.h"
#include "daemon/feeds/rss_item.h"
#include "daemon/feeds/schedule_hints.h"
#include "daemon/feeds/text_construct.h"

namespace rasid::feeds {
namespace {

class ChannelReader {
 public:
  ChannelReader(ParseLimits const& limits, Feed& feed) : limits_(limits), feed_(feed) {}

  void read(Element const& channel) {
    set_once(feed_.language, std::string(channel.language()));
    for (auto const& e : channel.children()) take(e);
    set_once(feed_.title, other_title_);
    set_once(feed_.link, other_link_);
    if (!language_.empty()) feed_.language = language_;
  }

  void item(Element const& e) {
    if (!has_room(feed_, limits_)) return;
    auto [entry, holds_items] = read_rss_item(e);
    feed_.entries.push_back(std::move(entry));
    if (!holds_items) return;
    // Some producers forget to close an item before the next, and close them all at the end.
    for (auto const& each : e.children()) {
      if (each.is(Space::core, "item")) item(each);
    }
  }

 private:
  void take(Element const& e) {
    if (e.is(Space::core, "item"))
      item(e);
    else if (e.is(Space::core, "items")) {
      for (auto const& each : e.children()) {
        if (each.is(Space::core, "item")) item(each);
      }
    } else if (e.is(Space::core, "title"))
      set_once(feed_.title, rss_title(e));
    else if (e.is(Space::core, "link")) {
      if (auto const text = e.text(); !text.empty()) set_once(feed_.link, resolve_url(e.base(), text));
    } else if (e.is(Space::core, "language"))
      language_ = one_line(e.text());
    else if (e.is(Space::dc, "language"))
      set_once(language_, one_line(e.text()));
    else if (e.is(Space::dc, "title"))
      set_once(other_title_, rss_title(e));
    else if (e.is(Space::atom, "title"))
      set_once(other_title_, construct_as_text(e));
    else if (e.is(Space::atom, "link"))
      atom_link(e);
    else
      take_schedule_hint(e, feed_);
  }

  void atom_link(Element const& e) {
    auto const rel = e.attribute("rel");
    auto url = resolve_url(e.base(), e.attribute("href"));
    if (rel == "self")
      set_once(feed_.self, std::move(url));
    else if (rel == "hub")
      set_once(feed_.hub, std::move(url));
    else if (rel.empty() || rel == "alternate")
      set_once(other_link_, std::move(url));
  }

  ParseLimits const& limits_;
  Feed& feed_;
  std::string language_, other_title_, other_link_;
};

}  // namespace

void read_rss(Element const& root, ParseLimits const& limits, Feed& feed) {
  feed.language = root.language();
  ChannelReader reader(limits, feed);
  if (root.named("channel")) return reader.read(root);
  for (auto const& e : root.children()) {
    if (e.is(Space::core, "channel"))
      reader.read(e);
    else if (e.is(Space::core, "item"))
      reader.item(e);  // RSS 0.90 and 1.0: beside the channel
  }
}

}  // namespace rasid::feeds
