#include "rules/matcher.h"

#include <algorithm>

#include "rules/evaluation.h"

namespace rasid::rules {
namespace {

/// Old counts weigh less and less against the news of the day.
constexpr double most_remembered = 200'000;

bool is_time_to_file(std::uint64_t articles) {
  return articles == 1'000 || articles == 10'000 || articles % 100'000 == 0;
}

}  // namespace

class Matcher::Scratch {
 public:
  Scratch(std::size_t terms, std::size_t watches) : found(terms), seen((watches + 63) / 64, 0) {}

  /// Leaves everything as it was.
  void clear() {
    for (TermId const term : list) found.reset(term);
    for (std::uint32_t const watch : candidates) seen[watch / 64] = 0;
    list.clear();
    candidates.clear();
    matched.clear();
  }
  /// False where the watch is a candidate already.
  bool add(std::uint32_t watch) {
    std::uint64_t const bit = std::uint64_t{1} << (watch % 64);
    if ((seen[watch / 64] & bit) != 0) return false;
    seen[watch / 64] |= bit;
    candidates.push_back(watch);
    return true;
  }

  TermBits found;
  std::vector<TermId> list;  // of what is in `found`
  std::vector<std::uint64_t> seen;
  std::vector<std::uint32_t> candidates;
  std::vector<std::uint32_t> matched;
};

void Matcher::Returns::operator()(Scratch* scratch) const {
  std::unique_ptr<Scratch> owned(scratch);
  owned->clear();
  std::scoped_lock const lock(to->scratch_mutex_);
  to->scratch_.push_back(std::move(owned));
}

std::span<std::uint32_t const> Matcher::Outcome::watches() const {
  return scratch_->matched;
}

Matcher::Outcome::Outcome(Matcher const& matcher, Borrowed scratch, Subject const& subject)
    : scratch_(std::move(scratch)),
      evaluation_(matcher.terms_, subject,
                  TermPresence{matcher.triggers_.announced(), matcher.triggers_.exact(), scratch_->found}) {}

Matcher::Matcher(std::vector<Term const*> terms, std::vector<Step> steps, std::vector<std::uint32_t> first,
                 entities::Catalogue const& catalogue, TermCounts counts)
    : terms_(std::move(terms)),
      steps_(std::move(steps)),
      catalogue_(catalogue),
      triggers_(terms_, catalogue),
      evaluated_(first.size()),
      matched_(first.size()),
      candidates_(first.size(), 0) {
  conditions_.reserve(first.size());
  for (std::uint32_t const at : first) conditions_.push_back(std::span(steps_).subspan(at, steps_[at].size()));
  counts.seen.resize(terms_.size());
  filed_ = file(std::move(counts));
}

Matcher::~Matcher() = default;

std::shared_ptr<Matcher::Filed> Matcher::file(TermCounts counts) const {
  auto const costs = term_costs(terms_, triggers_.announced(), counts, catalogue_);
  return std::make_shared<Filed>(Filing(conditions_, triggers_.announced(), costs), std::move(counts), terms_.size());
}

TermCounts Matcher::counted(Filed const& filed) {
  TermCounts out = filed.before;
  auto const articles = static_cast<double>(filed.articles.load());
  auto const fade = static_cast<float>(out.articles + articles > most_remembered ? 0.5 : 1.0);
  out.articles = out.articles * fade + articles;
  for (std::size_t i = 0; i < out.seen.size(); ++i) {
    out.seen[i] = out.seen[i] * fade + static_cast<float>(filed.seen[i].load(std::memory_order_relaxed));
  }
  return out;
}

TermCounts Matcher::term_counts() const {
  return counted(*filed_.load());
}

void Matcher::file_anew() const {
  if (filing_.exchange(true)) return;  // another thread is at it
  auto const old = filed_.load();
  auto fresh = file(counted(*old));
  {
    std::scoped_lock const lock(candidates_mutex_);
    add_candidates(*old, candidates_);
  }
  filed_ = std::move(fresh);
  filing_ = false;
}

void Matcher::add_candidates(Filed const& filed, std::vector<std::uint64_t>& to) const {
  for (std::size_t term = 0; term < terms_.size(); ++term) {
    std::uint32_t const times = filed.seen[term].load(std::memory_order_relaxed);
    if (times == 0) continue;
    for (auto const& posting : filed.filing.waiting_for(static_cast<TermId>(term))) to[posting.watch] += times;
  }
}

Matcher::Outcome Matcher::match(Subject const& subject) const {
  std::unique_ptr<Scratch> scratch;
  {
    std::scoped_lock const lock(scratch_mutex_);
    if (!scratch_.empty()) {
      scratch = std::move(scratch_.back());
      scratch_.pop_back();
    }
  }
  if (!scratch) scratch = std::make_unique<Scratch>(terms_.size(), conditions_.size());
  Outcome outcome(*this, Borrowed(scratch.release(), Returns{this}), subject);

  auto const filed = filed_.load();
  Scratch& work = *outcome.scratch_;
  triggers_.find(subject, work.found, work.list);
  look_for(*filed, subject, work);
  evaluate(*filed, outcome);
  count(*filed, work);
  return outcome;
}

void Matcher::look_for(Filed const& filed, Subject const& subject, Scratch& scratch) const {
  for (TermId const term : filed.filing.looked_for()) {
    Findings const found = find_term(*terms_[static_cast<std::size_t>(term)], subject);
    if (!found.everywhere && found.hits.empty()) continue;
    scratch.found.set(term);
    scratch.list.push_back(term);
  }
}

void Matcher::evaluate(Filed const& filed, Outcome& outcome) const {
  Scratch& scratch = *outcome.scratch_;
  filed.filing.prefetch(scratch.list);
  for (TermId const term : scratch.list) {
    for (Filing::Posting const& posting : filed.filing.waiting_for(term)) {
      if (scratch.found.has(posting.either) || scratch.found.has(posting.other)) scratch.add(posting.watch);
    }
  }
  if (scratch.candidates.empty()) return;
  for (std::uint32_t const watch : scratch.candidates) {
    evaluated_[watch].fetch_add(1, std::memory_order_relaxed);
    if (outcome.evaluation_.holds(conditions_[watch])) scratch.matched.push_back(watch);
  }
  std::ranges::sort(scratch.matched);
}

void Matcher::count(Filed& filed, Scratch const& scratch) const {
  for (TermId const term : scratch.list) {
    filed.seen[static_cast<std::size_t>(term)].fetch_add(1, std::memory_order_relaxed);
  }
  for (std::uint32_t const watch : scratch.matched) matched_[watch].fetch_add(1, std::memory_order_relaxed);
  std::uint64_t const before = static_cast<std::uint64_t>(filed.before.articles);
  std::uint64_t const articles = filed.articles.fetch_add(1, std::memory_order_relaxed) + 1;
  if (is_time_to_file(before + articles)) file_anew();
}

std::vector<WatchCounts> Matcher::counts() const {
  std::vector<std::uint64_t> candidates;
  {
    std::scoped_lock const lock(candidates_mutex_);
    candidates = candidates_;
  }
  add_candidates(*filed_.load(), candidates);
  std::vector<WatchCounts> out(conditions_.size());
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i] = {candidates[i], evaluated_[i].load(std::memory_order_relaxed),
              matched_[i].load(std::memory_order_relaxed)};
  }
  return out;
}

std::size_t Matcher::bytes() const {
  auto const filed = filed_.load();
  return triggers_.bytes() + filed->filing.bytes() + filed->seen.size() * (sizeof(Counter) + sizeof(float)) +
         terms_.capacity() * sizeof terms_[0] + steps_.capacity() * sizeof(Step) +
         conditions_.capacity() * sizeof(Expression) +
         conditions_.size() * (2 * sizeof(Counter) + sizeof(std::uint64_t));
}

}  // namespace rasid::rules
