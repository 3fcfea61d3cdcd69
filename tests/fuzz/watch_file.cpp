#include <cstdint>

#include "rules/load_watches.h"

namespace {

rasid::rules::Vocabulary vocabulary() {
  using rasid::EntityKind;
  std::vector<rasid::entities::Entity> all(2);
  all[0] = {.key = "qaani", .kind = EntityKind::person, .names = {{"Esmail Qaani", "en"}}, .groups = {"pmf"}};
  all[1] = {.key = "baghdad", .kind = EntityKind::place, .names = {{"Baghdad", "en"}}, .country = "IQ"};
  return {.catalogue = std::make_shared<rasid::entities::Catalogue const>(std::move(all)),
          .feeds = {"irna"},
          .sinks = {"desk"}};
}

}  // namespace

/// A rule file of any bytes is read, and what it gives is held against a text.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace rasid;
  static rules::Vocabulary const known = vocabulary();
  static text::Document const document("Qaani in Baghdad",
                                       "A raid. وانتشار القوات في بغداد.\n\nRockets fell on Baghdad.");
  static std::vector<Mention> const mentions = {
      {.range = {0, 5}, .entity = EntityIndex{0}},
      {.range = {9, 16}, .entity = EntityIndex{1}, .kind = EntityKind::place}};
  auto const file = rules::compile_file("fuzz.yaml", {reinterpret_cast<char const*>(data), size}, known);
  for (Diagnostic const& problem : file->diagnostics) render(problem);
  rules::WatchSet const set({file}, known);
  static_cast<void>(set.match(document, mentions, {}));
  return 0;
}
