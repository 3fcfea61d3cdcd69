#include "daemon/demo/show_alert.h"

#include <algorithm>

#include <fmt/format.h>

#include "daemon/terminal/highlight.h"

namespace rasid::demo {
namespace {

/// Terminals that know the bidirectional algorithm take a line's direction from its first strong letter; the isolates
/// keep what stands around the text from being reordered with it.
std::string line(std::string_view label, std::string_view text) {
  return fmt::format("   {:<9} {}\n", label, text);
}

std::string listed(auto const& all) {
  constexpr std::size_t most = 6;
  std::string out;
  for (std::size_t i = 0; i < std::min(all.size(), most); ++i) out += (i == 0 ? "" : "; ") + all[i].line();
  if (all.size() > most) out += fmt::format("; and {} more", all.size() - most);
  return out;
}

std::string upper(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return text;
}

}  // namespace

std::string show_alert(alerts::AlertView const& alert, bool colours) {
  std::vector<terminal::Highlight> highlights;
  for (ByteRange const range : alert.highlights) highlights.push_back({range, terminal::Colour::evidence});
  std::string const bold = colours ? "\x1b[1m" : "";
  std::string const plain = colours ? "\x1b[0m" : "";
  std::string out =
      fmt::format("{}▌ {}  {}{}  [{}]\n", bold, upper(alert.severity), alert.watch_title, plain, alert.watch);
  out += line("title", terminal::highlighted(alert.title, {}, false));
  out += line("sentence", terminal::highlighted(alert.sentence, std::move(highlights), colours));
  if (!alert.actors.empty()) out += line("who", listed(alert.actors));
  if (!alert.places.empty()) out += line("where", listed(alert.places));
  out += line("source", fmt::format("{} ({}) {}", alert.feed, alert.language, alert.url));
  return out + line("alert", alert.id);
}

}  // namespace rasid::demo
