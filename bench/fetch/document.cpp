#include "bench/fetch/document.h"

#include <array>
#include <string_view>

#include <fmt/format.h>

namespace rasid::bench {
namespace {

constexpr std::array<std::string_view, 48> words = {
    "minister", "talks",    "harbour", "budget",   "election", "water",     "company",  "report", "shares", "school",
    "border",   "storm",    "police",  "hospital", "railway",  "market",    "farmers",  "court",  "bridge", "energy",
    "union",    "festival", "airport", "village",  "research", "climate",   "football", "museum", "bank",   "council",
    "said",     "on",       "after",   "the",      "of",       "in",        "with",     "a",      "new",    "since",
    "for",      "from",     "during",  "against",  "between",  "following", "about",    "under"};
constexpr std::array<std::string_view, 24> arabic = {
    "قال", "الوزير", "في",    "مؤتمر",  "صحفي",    "إن",  "الحكومة", "تدرس", "خطة",    "جديدة", "لدعم",  "المزارعين",
    "بعد", "ارتفاع", "أسعار", "المياه", "والطاقة", "هذا", "العام",   "وسط",  "توقعات", "بتحسن", "السوق", "المحلية"};
constexpr std::array<std::string_view, 4> named = {
    "Esmail Qaani visited Baghdad on Monday.", "القائد إسماعيل قاآني زار بغداد.",
    "Mustafa al-Kadhimi met officials in Basra.", "Kataib Hezbollah fighters were seen near Albu Kamal."};

/// A small generator: the documents must be the same at each run and cost the server nothing.
struct Random {
  std::uint64_t state;
  std::uint64_t next() {
    state ^= state << 13U;
    state ^= state >> 7U;
    state ^= state << 17U;
    return state;
  }
};

template <std::size_t size>
void write(std::string& out, Random& random, std::array<std::string_view, size> const& from, std::size_t bytes) {
  std::size_t const end = out.size() + bytes;
  while (out.size() < end) {
    out += from[random.next() % size];
    out += ' ';
  }
}

}  // namespace

std::string feed_document(std::size_t number) {
  std::string out;
  out.reserve(16'000);
  Random random{number * 2'654'435'761U + 88'172'645'463'325'252U};
  fmt::format_to(std::back_inserter(out),
                 "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\"><channel><title>Feed {}</title>"
                 "<link>https://news-{}.example/</link><description>Made for measuring</description>\n",
                 number, number);
  for (std::size_t item = 0; item < items_per_feed; ++item) {
    std::size_t const unique = number * items_per_feed + item;
    fmt::format_to(std::back_inserter(out), "<item><title>No. {} ", unique);
    bool const in_arabic = random.next() % 10 == 0;
    in_arabic ? write(out, random, arabic, 50) : write(out, random, words, 50);
    fmt::format_to(std::back_inserter(out),
                   "</title><link>https://news-{}.example/2026/{}</link><guid isPermaLink=\"false\">n-{}-{}</guid>"
                   "<pubDate>Mon, 29 Jun 2026 {:02}:{:02}:00 GMT</pubDate><description>",
                   number, unique, number, item, item, number % 60);
    in_arabic ? write(out, random, arabic, 380) : write(out, random, words, 380);
    if (random.next() % 20 == 0) out += named[random.next() % named.size()];
    out += "</description></item>\n";
  }
  out += "</channel></rss>\n";
  return out;
}

}  // namespace rasid::bench
