#include <cstdint>

#include "daemon/configuration/read_settings.h"

/// Any bytes are read as rasid.yaml and as a feed file. The folder for secret files does not exist.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace rasid;
  auto const file = yaml::parse("fuzz.yaml", {reinterpret_cast<char const*>(data), size});
  if (!file) return 0;
  Diagnostics problems;
  configuration::Settings const settings = configuration::settings_in(*file, "/nonexistent", problems);
  // What was read must be safe to reckon with: the scheduler multiplies an interval by four and adds it to now.
  constexpr Duration year = std::chrono::days{365};
  if (settings.polling.interval > year || settings.drain > year) __builtin_trap();
  configuration::FeedPlaces before;
  for (configuration::FeedSettings const& feed : configuration::feeds_in(*file, "/nowhere", before, problems)) {
    if (feed.id.empty() || feed.url.empty() || feed.interval.value_or(year) > year) __builtin_trap();
  }
  for (Diagnostic const& problem : problems) render(problem);
  return 0;
}
