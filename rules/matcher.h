#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

#include "rules/evaluation.h"
#include "rules/filing.h"
#include "rules/subject.h"
#include "rules/term_costs.h"
#include "rules/triggers.h"

namespace rasid::rules {

/// How much work a watch has made: the numbers that say which one costs too much.
struct WatchCounts {
  std::uint64_t candidates = 0;  // articles with a term under which it waits
  std::uint64_t evaluated = 0;   // of those: with a term of its second clause too, so that its condition was asked
  std::uint64_t matched = 0;     // of those: on which it held
};

/// All conditions of a set as one: says which of them hold on an article by asking only those that may. What it learns
/// about the frequency of terms decides under which of them a watch waits; from time to time it files them anew.
/// Safe on many threads at once.
class Matcher {
 public:
  /// `terms` and `catalogue` must outlive it. `steps` holds the conditions one after the other, each beginning at one
  /// of `first`, with numbers of `terms`. `counts`: what is known of the terms from before; may be empty.
  Matcher(std::vector<Term const*> terms, std::vector<Step> steps, std::vector<std::uint32_t> first,
          entities::Catalogue const& catalogue, TermCounts counts);
  ~Matcher();
  Matcher(Matcher const&) = delete;
  Matcher& operator=(Matcher const&) = delete;

  class Scratch;  // what one article's pass needs; kept and used again
  /// A Scratch that goes back when it is dropped.
  struct Returns {
    Matcher const* to;
    void operator()(Scratch* scratch) const;
  };
  using Borrowed = std::unique_ptr<Scratch, Returns>;

  /// The watches that hold on an article, ascending, and an Evaluation for asking further about them.
  class Outcome {
   public:
    [[nodiscard]] std::span<std::uint32_t const> watches() const;
    [[nodiscard]] Evaluation& evaluation() { return evaluation_; }

   private:
    friend class Matcher;
    Outcome(Matcher const& matcher, Borrowed scratch, Subject const& subject);

    Borrowed scratch_;
    Evaluation evaluation_;
  };
  [[nodiscard]] Outcome match(Subject const& subject) const;

  [[nodiscard]] std::span<Term const* const> terms() const noexcept { return terms_; }
  [[nodiscard]] Expression condition(std::size_t watch) const noexcept { return conditions_[watch]; }
  [[nodiscard]] std::size_t size() const noexcept { return conditions_.size(); }

  [[nodiscard]] std::vector<WatchCounts> counts() const;  // by watch
  [[nodiscard]] TermCounts term_counts() const;
  /// Files the watches anew by what was seen so far. match() does so by itself after 1,000, 10,000 and each further
  /// 100,000 articles.
  void file_anew() const;

  [[nodiscard]] std::size_t bytes() const;

 private:
  using Counter = std::atomic<std::uint32_t>;
  /// A filing and what was counted while it was in force.
  struct Filed {
    Filed(Filing made, TermCounts known, std::size_t terms)
        : filing(std::move(made)), before(std::move(known)), seen(terms) {}

    Filing filing;
    TermCounts before;
    std::vector<Counter> seen;  // by term
    std::atomic<std::uint64_t> articles{0};
  };

  [[nodiscard]] std::shared_ptr<Filed> file(TermCounts counts) const;
  void look_for(Filed const& filed, Subject const& subject, Scratch& scratch) const;
  void evaluate(Filed const& filed, Outcome& outcome) const;
  void count(Filed& filed, Scratch const& scratch) const;
  void add_candidates(Filed const& filed, std::vector<std::uint64_t>& to) const;
  static TermCounts counted(Filed const& filed);

  std::vector<Term const*> terms_;
  std::vector<Step> steps_;
  std::vector<Expression> conditions_;
  entities::Catalogue const& catalogue_;
  Triggers triggers_;

  mutable std::atomic<std::shared_ptr<Filed>> filed_;
  mutable std::atomic<bool> filing_{false};
  mutable std::vector<Counter> evaluated_;  // by watch
  mutable std::vector<Counter> matched_;    // by watch
  mutable std::mutex candidates_mutex_;
  mutable std::vector<std::uint64_t> candidates_;  // by watch, until the filing in force

  mutable std::mutex scratch_mutex_;
  mutable std::vector<std::unique_ptr<Scratch>> scratch_;
};

}  // namespace rasid::rules
