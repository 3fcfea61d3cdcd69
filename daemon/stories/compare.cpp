#include "daemon/stories/compare.h"

#include <algorithm>
#include <cmath>

namespace rasid::stories {
namespace {

// Chosen on tests/stories/first.yaml and the sample newsroom.
constexpr double same_language = 0.25;
constexpr double other_language = 0.30;
constexpr double by_two_alone = 0.40;
constexpr double agreeing = 0.45;
/// Of two articles that name nobody and nothing.
constexpr double nothing_to_agree_on = 0.6;

double square(double x) {
  return x * x;
}

}  // namespace

Comparison compare(std::span<Telling const> a, std::span<Telling const> b, bool words) {
  Comparison out;
  double common = 0;
  double ours = 0;
  double theirs = 0;
  double known = 0;  // rarity of what both, or one of them, names
  double shared = 0;
  auto x = a.begin();
  auto y = b.begin();
  while (x != a.end() || y != b.end()) {
    bool const left = x != a.end() && (y == b.end() || x->key <= y->key);
    bool const right = y != b.end() && (x == a.end() || y->key <= x->key);
    Telling const& term = left ? *x : *y;
    TermKind const kind = term.kind();
    bool const neutral = is_common_to_languages(kind) && (kind != TermKind::name || !words);
    // Names that are in no list are guessed at: what only one of both has says nothing, and in one language they are
    // words like others.
    bool const counts = (words || neutral) && (kind != TermKind::name || (left && right));
    if (counts) {
      double const u = left ? double{x->weight} * x->rarity : 0;
      double const v = right ? double{y->weight} * y->rarity : 0;
      ours += square(u);
      theirs += square(v);
      common += u * v;
      if (neutral) known += term.rarity;
    }
    if (counts && left && right) {
      out.said += term.rarity;
      if (neutral) shared += term.rarity;
      out.actors += kind == TermKind::actor ? 1 : 0;
      out.entities += kind == TermKind::actor || kind == TermKind::place ? 1 : 0;
      out.marks += kind == TermKind::number || kind == TermKind::name ? 1 : 0;
    }
    if (left) ++x;
    if (right) ++y;
  }
  if (common > 0) out.cosine = common / std::sqrt(ours * theirs);
  out.agreement = known > 0 ? shared / known : nothing_to_agree_on;
  return out;
}

double same_event(Comparison const& c, bool words) {
  // Who is in power in a country stands in all its news: that two articles name him says little, unless they name the
  // same others too.
  double const alike = c.cosine * c.agreement;
  if (words) return c.said < 1.5 ? 0 : alike / same_language;
  if (c.entities == 0 || c.entities + c.marks < 2 || c.said < 1.2) return 0;
  return alike / (c.entities + c.marks == 2 ? by_two_alone : other_language);
}

bool same_matter(Comparison const& c) {
  return c.agreement >= agreeing;
}

}  // namespace rasid::stories
