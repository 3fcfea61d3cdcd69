#include "rules/state/absent.h"

#include <fmt/format.h>

#include "rules/state/state_bytes.h"

namespace rasid::rules::state {
namespace {

constexpr std::uint64_t version = 1;

}  // namespace

std::optional<Timestamp> Quiet::due(Absent const& absent) const {
  if (told) return std::nullopt;
  return absent.hours ? absent.hours->after(since, absent.silence) : since + absent.silence;
}

std::string Quiet::to_bytes() const {
  StateWriter writer;
  writer.number(version).time(since).text(article).number(told ? 1 : 0);
  return std::move(writer).take();
}

Quiet Quiet::read(std::string_view bytes) {
  StateReader reader(bytes);
  if (reader.number() != version) return {};
  Quiet out{reader.time(), reader.text()};
  out.told = reader.number() != 0;
  return reader.good() ? out : Quiet{};
}

Verdict heard(Absent const& absent, Quiet& quiet, Event const& event) {
  // An older article than the last one says nothing of the time since. Where it falls into a silence that was told, it
  // came too late to be missed.
  if (event.at >= quiet.since) quiet = {event.at, event.article, false};
  return held(fmt::format("absent:heard, due in {}", rasid::to_text(absent.silence)));
}

Verdict silence(Absent const& absent, Quiet& quiet, Timestamp now) {
  auto const due = quiet.due(absent);
  if (!due || *due > now) return held("absent:not yet");
  quiet.told = true;
  Verdict verdict{.kind = Verdict::Kind::raise, .cause = fmt::format("absent {}", to_rfc3339(quiet.since))};
  verdict.facts = {.kind = "absent",
                   .observed = static_cast<double>((now - quiet.since) / std::chrono::seconds{1}),
                   .needed = static_cast<double>(absent.silence / std::chrono::seconds{1}),
                   .from = quiet.since,
                   .to = now};
  if (!quiet.article.empty()) {
    verdict.facts.articles.push_back({quiet.article, quiet.since, 0});
    verdict.facts.articles_total = 1;
  }
  return verdict;
}

}  // namespace rasid::rules::state
