#include "rules/watch_keys.h"

#include <array>

namespace rasid::rules {
namespace {

constexpr std::array article{
    KeyInfo{Key::article_title, "title", Shape::text, false, "Its headline."},
    KeyInfo{Key::text, "text", Shape::text, false, "Its text; paragraphs are separated by an empty line."},
    KeyInfo{Key::feed, "feed", Shape::text, false, "The id of its feed."},
    KeyInfo{Key::url, "url", Shape::text, false, "Its address."},
    KeyInfo{Key::published, "published", Shape::timestamp, false, "Roles are resolved on this date."},
    KeyInfo{Key::fetched, "fetched", Shape::timestamp, false,
            "When it was seen first, for age:; as published where left out."},
    KeyInfo{Key::lang, "lang", Shape::text, false, "Its language, where detecting it is not wanted: ar, en, pt-BR."},
    KeyInfo{Key::author, "author", Shape::text, false, "Who wrote it."},
    KeyInfo{Key::article_tags, "tags", Shape::texts, false, "The tags of the item."},
};

constexpr std::array expectation{
    KeyInfo{Key::alert, "alert", Shape::boolean, false, "Whether the watch must fire; it must where this is left out."},
    KeyInfo{Key::mentions, "mentions", Shape::mentions, false,
            "Actors and places that must be among what made it fire, by their keys: actor:qaani, place:green-zone."},
    KeyInfo{Key::words, "words", Shape::texts, false, "Words of the text that must be among what made it fire."},
    KeyInfo{Key::sentence, "sentence", Shape::count, false,
            "The sentence that proves it best; the title is the first."},
};

constexpr std::array test{
    KeyInfo{Key::name, "name", Shape::text, true, "What it shows, for the report."},
    KeyInfo{Key::article, "article", Shape::map, true, "The article that the watch is held against.", article},
    KeyInfo{Key::expect, "expect", Shape::map, true, "What must come of it.", expectation},
};

constexpr std::array defaults{
    KeyInfo{Key::severity, "severity", Shape::severity, false, "How much it matters."},
    KeyInfo{Key::sinks, "sinks", Shape::texts, false, "Ids of configured sinks."},
    KeyInfo{Key::tags, "tags", Shape::texts, false, "Labels that alerts carry."},
};

constexpr std::array watch{
    KeyInfo{Key::id, "id", Shape::id, true, "Stable and unique over all files: it is part of every alert's id."},
    KeyInfo{Key::title, "title", Shape::text, false, "Shown in alerts; the id where it is left out."},
    KeyInfo{Key::when, "when", Shape::condition, true, "The condition; see docs/watches.md."},
    defaults[0],
    defaults[1],
    defaults[2],
    KeyInfo{Key::tests, "tests", Shape::list, false, "Articles and what must come of them; run by rasid test.", test},
};

constexpr std::array file{
    KeyInfo{Key::version, "version", Shape::one, true, "The version of this format."},
    KeyInfo{Key::defaults, "defaults", Shape::map, false, "What a watch of this file has where it does not say.",
            defaults},
    KeyInfo{Key::watches, "watches", Shape::list, true, "The watches, in any order.", watch},
};

}  // namespace

std::span<KeyInfo const> file_keys() {
  return file;
}
std::span<KeyInfo const> watch_keys() {
  return watch;
}
std::span<KeyInfo const> default_keys() {
  return defaults;
}
std::span<KeyInfo const> test_keys() {
  return test;
}
std::span<KeyInfo const> article_keys() {
  return article;
}
std::span<KeyInfo const> expectation_keys() {
  return expectation;
}

}  // namespace rasid::rules
