#include "rules/state/window.h"

#include <algorithm>

namespace rasid::rules::state {
namespace {

constexpr std::uint64_t version = 1;

}  // namespace

std::optional<Timestamp> Window::newest() const {
  return entries.empty() ? std::nullopt : std::optional(entries.back().at);
}

bool Window::holds(std::string_view article) const {
  return std::ranges::any_of(entries, [&](Entry const& entry) { return entry.article == article; });
}

bool Window::is_late(Timestamp at, Duration lateness) const {
  return !entries.empty() && at < entries.back().at - lateness;
}

std::size_t Window::add(Entry entry) {
  auto const place = entries.insert(std::ranges::upper_bound(entries, entry.at, {}, &Entry::at), std::move(entry));
  return static_cast<std::size_t>(place - entries.begin());
}

void Window::prune(Duration keep) {
  if (entries.empty()) return;
  Timestamp const oldest = entries.back().at - keep;
  auto first = std::ranges::lower_bound(entries, oldest, {}, &Entry::at);
  if (entries.end() - first > static_cast<std::ptrdiff_t>(most_entries)) {
    first = entries.end() - static_cast<std::ptrdiff_t>(most_entries);
  }
  entries.erase(entries.begin(), first);
}

void Window::write(StateWriter& writer) const {
  writer.number(version).text(cause).time(told_from).time(told_to).number(entries.size());
  Timestamp before{};
  for (Entry const& entry : entries) {
    writer.signed_number((entry.at - before).count()).text(entry.article).number(entry.steps);
    writer.number(entry.values.size());
    for (std::uint64_t const value : entry.values) writer.number(value);
    before = entry.at;
  }
}

Window Window::read(StateReader& reader) {
  Window out;
  if (reader.number() != version) return out;
  out.cause = reader.text();
  out.told_from = reader.time();
  out.told_to = reader.time();
  out.entries.resize(std::min(reader.count(), most_entries));
  Timestamp before{};
  for (Entry& entry : out.entries) {
    // Bytes that are none of ours must not overflow: what does is found to be wrong below.
    auto const shift = static_cast<std::uint64_t>(reader.signed_number());
    entry.at = Timestamp{
        Duration{static_cast<std::int64_t>(static_cast<std::uint64_t>(before.time_since_epoch().count()) + shift)}};
    entry.article = reader.text();
    entry.steps = static_cast<std::uint32_t>(reader.number());
    entry.values.resize(reader.count());
    for (std::uint64_t& value : entry.values) value = reader.number();
    before = entry.at;
  }
  if (!reader.good() || !std::ranges::is_sorted(out.entries, {}, &Entry::at)) return {};
  return out;
}

std::string Window::to_bytes() const {
  StateWriter writer;
  write(writer);
  return std::move(writer).take();
}

Window Window::read(std::string_view bytes) {
  StateReader reader(bytes);
  return read(reader);
}

void name_articles(std::vector<Entry> const& entries, std::size_t from, std::size_t to, Facts& facts) {
  facts.articles_total = to - from;
  for (std::size_t i = to - from > most_counted_named ? to - most_counted_named : from; i < to; ++i) {
    facts.articles.push_back({entries[i].article, entries[i].at, 0});
  }
}

}  // namespace rasid::rules::state
