#include "daemon/terminal/highlight.h"

#include <algorithm>

#include "daemon/log/log.h"

namespace rasid::terminal {
namespace {

constexpr std::string_view isolate = "\u2068";
constexpr std::string_view end_isolate = "\u2069";

std::string_view begin_of(Colour colour) {
  switch (colour) {
    case Colour::actor:
      return "\x1b[1;33m";
    case Colour::place:
      return "\x1b[1;36m";
    case Colour::evidence:
      return "\x1b[1;32m";
  }
  return "";
}

void add_plain(std::string& out, std::string_view text) {
  for (std::size_t at = 0; at <= text.size();) {
    std::size_t const end = std::min(text.find('\n', at), text.size());
    out += log::visible(text.substr(at, end - at));
    if (end < text.size()) out.append(end_isolate).append("\n").append(isolate);
    at = end + 1;
  }
}

}  // namespace

std::string highlighted(std::string_view text, std::vector<Highlight> highlights, bool colours) {
  std::ranges::sort(highlights, {},
                    [](Highlight const& h) { return std::pair(h.range.begin, -std::int64_t{h.range.end}); });
  std::string out(isolate);
  std::uint32_t at = 0;
  for (Highlight const& highlight : highlights) {
    if (highlight.range.begin < at || highlight.range.end > text.size() || highlight.range.empty()) continue;
    add_plain(out, text.substr(at, highlight.range.begin - at));
    out += colours ? begin_of(highlight.colour) : "«";
    add_plain(out, text.substr(highlight.range.begin, highlight.range.size()));
    out += colours ? "\x1b[0m" : "»";
    at = highlight.range.end;
  }
  add_plain(out, text.substr(at));
  return out.append(end_isolate);
}

}  // namespace rasid::terminal
