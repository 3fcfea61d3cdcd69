#include "daemon/cli/archive_options.h"

#include <unistd.h>

#include <fmt/format.h>
#include <boost/json/array.hpp>

#include "daemon/log/log.h"
#include "daemon/terminal/highlight.h"

namespace rasid::cli {

namespace json = boost::json;

rules::Vocabulary vocabulary_of(configuration::Snapshot const& snapshot) {
  if (snapshot.watches.vocabulary() != nullptr) return *snapshot.watches.vocabulary();
  rules::Vocabulary out{snapshot.extractors.shared_catalogue(), {}, {}};
  for (auto const& feed : snapshot.feeds) out.feeds.insert(feed.id.value);
  for (auto const& sink : snapshot.settings.sinks) out.sinks.insert(sink.id.value);
  return out;
}

std::expected<store::Archive, int> open_archive(configuration::Snapshot const& snapshot,
                                                ArchiveOptions const& options) {
  Timestamp since{Duration::min()};
  if (!options.since.empty()) {
    auto const ago = parse_duration(options.since);
    auto const date = parse_rfc3339(options.since);
    if (!ago && !date) {
      fmt::print(stderr, "error: --since takes a length of time or a date, as in 7d or 2020-06-29; not \"{}\"\n",
                 options.since);
      return std::unexpected(wrong_input);
    }
    since = ago ? SystemClock{}.now() - *ago : *date;
  }
  auto const& file = options.store.empty() ? snapshot.settings.store : options.store;
  auto archive = store::Archive::open(file, since);
  if (archive) return *std::move(archive);
  fmt::print(stderr, "error: {}\n", archive.error().message());
  return std::unexpected(failed);
}

void say_no_watch(configuration::Snapshot const& snapshot, std::string const& name) {
  std::vector<std::string> known;
  for (rules::Watch const& watch : snapshot.watches.watches()) known.push_back(watch.id.value);
  auto const near = nearest(name, known, 1);
  fmt::print(stderr, "error: no watch \"{}\"{}\n", name,
             near.empty() ? fmt::format("; there are: {}", fmt::join(known, ", "))
                          : fmt::format("; did you mean \"{}\"?", near[0]));
}

FoundArticle found_article(ArchiveHit const& hit) {
  FoundArticle out{.article = hit.archived.article};
  out.article.body.clear();
  auto const sentences = hit.document.sentences();
  if (hit.match.sentence >= sentences.size()) return out;
  ByteRange const range = sentences[hit.match.sentence];
  out.sentence = hit.document.slice(range);
  for (rules::Evidence const& each : hit.match.evidence) {
    if (!range.contains(each.range)) continue;
    out.marked.push_back({each.range.begin - range.begin, each.range.end - range.begin});
  }
  return out;
}

void print(FoundArticle const& found) {
  std::vector<terminal::Highlight> highlights;
  for (ByteRange const range : found.marked) highlights.push_back({range, terminal::Colour::evidence});
  Article const& article = found.article;
  std::string_view const url = article.url.empty() ? std::string_view(article.id.value) : article.url;
  fmt::print("{}  {}  {}\n  {}\n  {}\n\n", to_rfc3339(article.time()), log::visible(article.feed.value),
             log::visible(article.title), log::visible(url),
             terminal::highlighted(found.sentence, std::move(highlights), ::isatty(STDOUT_FILENO) != 0));
}

json::object to_json(FoundArticle const& found) {
  Article const& article = found.article;
  json::array words;
  for (ByteRange const range : found.marked) words.emplace_back(found.sentence.substr(range.begin, range.size()));
  return {{"id", article.id.value},   {"feed", article.feed.value},         {"title", article.title},
          {"url", article.url},       {"time", to_rfc3339(article.time())}, {"sentence", found.sentence},
          {"words", std::move(words)}};
}

}  // namespace rasid::cli
