#include "rules/state/first_seen.h"

#include <algorithm>

#include "rules/state/state_bytes.h"

namespace rasid::rules::state {
namespace {

constexpr std::uint64_t version = 1;

}  // namespace

std::string Seen::to_bytes() const {
  StateWriter writer;
  writer.number(version).time(last.value_or(Timestamp{})).text(article);
  return std::move(writer).take();
}

Seen Seen::read(std::string_view bytes) {
  StateReader reader(bytes);
  if (reader.number() != version) return {};
  Seen out{reader.time(), reader.text()};
  return reader.good() ? out : Seen{};
}

Novelty first_seen(FirstSeen const& wanted, Seen& seen, Event const& event, Timestamp since) {
  std::optional<Timestamp> const before = seen.last;
  if (before && seen.article == event.article) return Novelty::repeated;
  if (!before || *before <= event.at) seen = {event.at, event.article};
  // What comes out of order is known where it was seen after, too: it is no news any more.
  if (before && event.at - *before <= wanted.memory) return Novelty::known;
  return event.at < since + wanted.learn ? Novelty::learning : Novelty::fresh;
}

}  // namespace rasid::rules::state
