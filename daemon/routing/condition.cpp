#include "daemon/routing/condition.h"

#include "rules/evaluation.h"
#include "rules/parser.h"
#include "rules/resolve.h"

namespace rasid::routing {

struct Condition::Compiled {
  std::shared_ptr<entities::Catalogue const> catalogue;  // the terms are numbers of it
  std::vector<rules::Term> terms;
  std::vector<rules::Term const*> pointers;
  std::vector<rules::Step> steps;
};

std::expected<Condition, std::vector<rules::Problem>> Condition::compile(std::string_view text,
                                                                         rules::Vocabulary const& vocabulary) {
  auto const parsed = rules::parse_condition(text);
  if (!parsed) return std::unexpected(parsed.error());
  rules::Terms terms;
  std::vector<rules::Problem> errors;
  auto steps = rules::resolve(*parsed, vocabulary, terms, errors);
  if (!steps) return std::unexpected(std::move(errors));
  auto compiled = std::make_shared<Compiled>();
  compiled->catalogue = vocabulary.catalogue;
  compiled->terms = std::move(terms).take();
  for (rules::Term const& term : compiled->terms) compiled->pointers.push_back(&term);
  compiled->steps = *std::move(steps);
  Condition out;
  out.compiled_ = std::move(compiled);
  return out;
}

bool Condition::holds(rules::Subject const& subject) const {
  return rules::Evaluation(compiled_->pointers, subject).holds(compiled_->steps);
}

}  // namespace rasid::routing
