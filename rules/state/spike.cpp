#include "rules/state/spike.h"

#include <algorithm>

#include <fmt/format.h>

namespace rasid::rules::state {
namespace {

constexpr std::uint64_t version = 1;
constexpr std::size_t most_buckets = 16'384;

Duration width(Spike const& spike) {
  return std::max(spike.over / 4, Duration{250});
}

std::int64_t bucket_of(Timestamp at, Duration width) {
  std::int64_t const time = at.time_since_epoch().count();
  std::int64_t const number = time / width.count();
  return time < 0 && time % width.count() != 0 ? number - 1 : number;
}

/// Moves what has become old from the single articles to the buckets, and forgets what is older than the baseline.
void age(Spike const& spike, Volume& volume, Duration lateness) {
  auto& entries = volume.recent.entries;
  Timestamp const newest = entries.back().at;
  Timestamp const keep = newest - spike.over - lateness;
  auto first = std::ranges::lower_bound(entries, keep, {}, &Entry::at);
  if (entries.end() - first > static_cast<std::ptrdiff_t>(most_entries)) {
    first = entries.end() - static_cast<std::ptrdiff_t>(most_entries);
  }
  for (auto at = entries.begin(); at != first; ++at) {
    std::int64_t const number = bucket_of(at->at, width(spike));
    auto place = std::ranges::lower_bound(volume.before, number, {}, &Volume::Bucket::number);
    if (place == volume.before.end() || place->number != number) place = volume.before.insert(place, {number, 0});
    ++place->articles;
  }
  entries.erase(entries.begin(), first);
  std::int64_t const oldest = bucket_of(newest - spike.baseline - spike.over, width(spike)) - 1;
  std::erase_if(volume.before, [&](Volume::Bucket const& bucket) { return bucket.number < oldest; });
}

/// Articles after `from` up to `to`; of a bucket that lies in it partly, that part.
double articles_between(Spike const& spike, Volume const& volume, Timestamp from, Timestamp to) {
  double out = 0;
  for (Entry const& entry : volume.recent.entries) out += entry.at > from && entry.at <= to ? 1 : 0;
  Duration const w = width(spike);
  auto at = std::ranges::lower_bound(volume.before, bucket_of(from, w), {}, &Volume::Bucket::number);
  for (; at != volume.before.end(); ++at) {
    Timestamp const begin{w * at->number};
    if (begin >= to) break;
    Duration const inside = std::min(to, begin + w) - std::max(from, begin);
    out += at->articles * static_cast<double>(inside.count()) / static_cast<double>(w.count());
  }
  return out;
}

}  // namespace

std::string Volume::to_bytes() const {
  StateWriter writer;
  writer.number(version);
  recent.write(writer);
  writer.number(before.size());
  std::int64_t last = 0;
  for (Bucket const& bucket : before) {
    writer.signed_number(bucket.number - last).number(bucket.articles);
    last = bucket.number;
  }
  return std::move(writer).take();
}

Volume Volume::read(std::string_view bytes) {
  StateReader reader(bytes);
  Volume out;
  if (reader.number() != version) return out;
  out.recent = Window::read(reader);
  out.before.resize(std::min(reader.count(), most_buckets));
  std::uint64_t last = 0;
  for (Bucket& bucket : out.before) {
    last += static_cast<std::uint64_t>(reader.signed_number());
    bucket.number = static_cast<std::int64_t>(last);
    bucket.articles = static_cast<std::uint32_t>(reader.number());
  }
  bool const ascending = std::ranges::is_sorted(out.before, {}, &Bucket::number);
  return reader.good() && ascending ? out : Volume{};
}

std::optional<double> usual(Spike const& spike, Volume const& volume, Timestamp at, Timestamp since) {
  Timestamp const oldest = std::max(at - spike.baseline - spike.over, since);
  if (spike.same == Spike::Same::none) {
    Timestamp const to = at - spike.over;
    if (to - oldest < spike.baseline / 4) return std::nullopt;
    double const lengths = static_cast<double>((to - oldest).count()) / static_cast<double>(spike.over.count());
    return articles_between(spike, volume, oldest, to) / lengths;
  }
  Duration const period = std::chrono::days{spike.same == Spike::Same::hour_of_week ? 7 : 1};
  double articles = 0;
  double times = 0;
  for (Timestamp to = at - period; to - spike.over >= oldest; to -= period) {
    articles += articles_between(spike, volume, to - spike.over, to);
    ++times;
  }
  return times > 0 ? std::optional(articles / times) : std::nullopt;
}

Verdict spike(Spike const& spike, Volume& volume, Event const& event, Timestamp since, Duration lateness) {
  Window& recent = volume.recent;
  if (recent.holds(event.article)) return held("repeated");
  if (recent.is_late(event.at, lateness)) return held("late");
  recent.add({event.at, event.article, 0, {}});
  Timestamp const now = *recent.newest();
  age(spike, volume, lateness);

  auto const& entries = recent.entries;
  auto const from =
      static_cast<std::size_t>(std::ranges::upper_bound(entries, now - spike.over, {}, &Entry::at) - entries.begin());
  auto const observed = static_cast<double>(entries.size() - from);
  auto const expected = usual(spike, volume, now, since);
  if (!expected) return held("learning");
  double const needed = std::max(spike.times * *expected, static_cast<double>(spike.at_least));
  if (observed < needed) {
    recent.cause.clear();
    return held(fmt::format("spike:{}/{:.1f}", observed, needed));
  }
  Verdict verdict{.kind = recent.cause.empty() ? Verdict::Kind::raise : Verdict::Kind::again};
  if (recent.cause.empty()) {
    recent.cause = fmt::format("spike {} {}", to_rfc3339(entries[from].at), entries[from].article);
  }
  verdict.cause = recent.cause;
  verdict.facts = {.kind = "spike",
                   .observed = observed,
                   .needed = needed,
                   .expected = *expected,
                   .from = now - spike.over,
                   .to = now};
  name_articles(entries, from, entries.size(), verdict.facts);
  return verdict;
}

}  // namespace rasid::rules::state
