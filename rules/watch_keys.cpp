#include "rules/watch_keys.h"

#include <array>

#include "rules/around.h"

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
    KeyInfo{Key::revision, "revision", Shape::count, false, "Which revision of its alert it must be."},
    KeyInfo{Key::expected_severity, "severity", Shape::severity, false, "How severe the alert must be."},
    KeyInfo{Key::observed, "observed", Shape::count, false, "The number that the alert must say it has counted."},
    KeyInfo{Key::reason, "reason", Shape::text, false,
            "Where no alert must come: the reason on record, as far as it is written: grouped, count, learning, late, "
            "hours."},
};

constexpr std::array step{
    KeyInfo{Key::at, "at", Shape::timestamp, false, "When it comes; the article's published where left out."},
    KeyInfo{Key::after, "after", Shape::duration, false, "How long after the step before it comes."},
    KeyInfo{Key::article, "article", Shape::map, false, "What comes; without one only time passes.", article},
    KeyInfo{Key::expect, "expect", Shape::map, false, "What must come of it; no alert where left out.", expectation},
};

constexpr std::array test{
    KeyInfo{Key::name, "name", Shape::text, true, "What it shows, for the report."},
    KeyInfo{Key::article, "article", Shape::map, false, "The article that the watch is held against.", article},
    KeyInfo{Key::expect, "expect", Shape::map, false, "What must come of it.", expectation},
    KeyInfo{Key::steps, "steps", Shape::list, false,
            "In place of article and expect: several articles, one after the other.", step},
};

constexpr std::array defaults{
    KeyInfo{Key::severity, "severity", Shape::severity, false, "How much it matters."},
    KeyInfo{Key::sinks, "sinks", Shape::texts, false, "Ids of configured sinks."},
    KeyInfo{Key::tags, "tags", Shape::texts, false, "Labels that alerts carry."},
};

constexpr auto facets = std::span(facet_names);

constexpr std::array count{
    KeyInfo{Key::at_least, "at_least", Shape::count, true, "How many there must be."},
    KeyInfo{Key::distinct,
            "distinct",
            Shape::choice,
            false,
            "What is counted; articles where left out.",
            {},
            facets.first(6)},
    KeyInfo{Key::within, "within", Shape::duration, true, "From the first to the last of them at most."},
    KeyInfo{Key::per, "per", Shape::choice, false, "Counted for each of these by itself.", {}, facets.subspan(1, 6)},
};

constexpr std::array spike{
    KeyInfo{Key::times, "times", Shape::number, true, "So many times as many articles as usual."},
    KeyInfo{Key::over, "over", Shape::duration, false, "Counted over this time; 1h where left out."},
    KeyInfo{Key::baseline, "baseline", Shape::duration, false, "What is usual is learnt from so long; 14d."},
    KeyInfo{Key::same,
            "same",
            Shape::choice,
            false,
            "Compared with the same hour of the week or the day, or with all hours; hour_of_week.",
            {},
            spike_comparisons},
    KeyInfo{Key::at_least, "at_least", Shape::count, false, "Fewer articles are no spike; 5."},
};

constexpr std::array first_seen{
    KeyInfo{Key::what, "what", Shape::choice, true, "What must be new with this watch.", {}, facets.subspan(2, 5)},
    KeyInfo{Key::memory, "memory", Shape::duration, false, "New is what was not seen for so long; 90d."},
    KeyInfo{Key::learn, "learn", Shape::duration, false, "At first it only learns, for so long; 7d."},
};

constexpr std::array absent{
    KeyInfo{Key::silence, "for", Shape::duration, true, "Nothing comes for so long."},
    KeyInfo{Key::hours, "hours", Shape::hours, false, "Only the time in these hours counts."},
};

constexpr std::array sequence{
    KeyInfo{Key::when, "when", Shape::condition, true, "The condition of this step."},
};

constexpr std::array otherwise{
    KeyInfo{Key::severity, "severity", Shape::severity, true, "How severe an alert is until then."},
    KeyInfo{Key::note, "note", Shape::text, false, "What the alert says until then."},
};

constexpr std::array confirm{
    KeyInfo{Key::feeds, "feeds", Shape::count, true, "So many feeds must carry the story."},
    KeyInfo{Key::within, "within", Shape::duration, false, "From the first to the last of them at most; 30m."},
    KeyInfo{Key::otherwise, "else", Shape::map, true, "What the alert is until then.", otherwise},
};

constexpr std::array groupings = {facet_names[1], facet_names[7], facet_names[4], facet_names[5], facet_names[0]};

constexpr std::array group{
    KeyInfo{Key::by, "by", Shape::choice, false, "What is one alert; the story where left out.", {}, groupings},
    KeyInfo{Key::wait, "wait", Shape::duration, false, "It is told so long after, with what came meanwhile."},
    KeyInfo{Key::repeat, "repeat", Shape::duration, false,
            "What joins it so long after it was told last is told as its next revision; never where left out, and 12h "
            "for what is grouped by watch, actor or place."},
};

constexpr std::array link{
    KeyInfo{Key::title, "title", Shape::text, true, "What stands in the alert."},
    KeyInfo{Key::url, "url", Shape::url, true, "Where it leads: http or https."},
};

constexpr std::array watch{
    KeyInfo{Key::id, "id", Shape::id, true, "Stable and unique over all files: it is part of every alert's id."},
    KeyInfo{Key::title, "title", Shape::text, false, "Shown in alerts; the id where it is left out."},
    KeyInfo{Key::when, "when", Shape::condition, false, "The condition; see docs/watches.md."},
    KeyInfo{Key::sequence, "sequence", Shape::list, false, "In place of when: one article for each, in this order.",
            sequence},
    KeyInfo{Key::within, "within", Shape::duration, false,
            "Of a sequence: from its first article to its last at most."},
    KeyInfo{Key::per,
            "per",
            Shape::choice,
            false,
            "Of a sequence: all of it about the same one.",
            {},
            facets.subspan(1, 6)},
    KeyInfo{Key::count, "count", Shape::map, false, "Told when there are so many.", count},
    KeyInfo{Key::spike, "spike", Shape::map, false, "Told when there are far more than usual.", spike},
    KeyInfo{Key::first_seen, "first_seen", Shape::map, false, "Told when something is new with this watch.",
            first_seen},
    KeyInfo{Key::absent, "absent", Shape::map, false, "Told when nothing comes.", absent},
    KeyInfo{Key::confirm, "confirm", Shape::map, false, "Less severe until several feeds carry the story.", confirm},
    KeyInfo{Key::group, "group", Shape::map, false, "What is one alert, and when it is told again.", group},
    KeyInfo{Key::hours, "hours", Shape::hours, false, "Told in these hours only: 07:00-23:00 Asia/Tehran."},
    KeyInfo{Key::days, "days", Shape::days, false, "Told on these days only, on which the hours begin."},
    KeyInfo{Key::until, "until", Shape::timestamp, false, "Told until then; a date is its whole day in UTC."},
    defaults[0],
    defaults[1],
    defaults[2],
    KeyInfo{Key::message, "template", Shape::text, false,
            "A mustache template for the text that people read, in place of the usual one."},
    KeyInfo{Key::links, "links", Shape::list, false, "What to read or do: stands in the alert.", link},
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
std::span<KeyInfo const> count_keys() {
  return count;
}
std::span<KeyInfo const> spike_keys() {
  return spike;
}
std::span<KeyInfo const> first_seen_keys() {
  return first_seen;
}
std::span<KeyInfo const> absent_keys() {
  return absent;
}
std::span<KeyInfo const> sequence_keys() {
  return sequence;
}
std::span<KeyInfo const> confirm_keys() {
  return confirm;
}
std::span<KeyInfo const> otherwise_keys() {
  return otherwise;
}
std::span<KeyInfo const> group_keys() {
  return group;
}
std::span<KeyInfo const> link_keys() {
  return link;
}
std::span<KeyInfo const> test_keys() {
  return test;
}
std::span<KeyInfo const> step_keys() {
  return step;
}
std::span<KeyInfo const> article_keys() {
  return article;
}
std::span<KeyInfo const> expectation_keys() {
  return expectation;
}

}  // namespace rasid::rules
