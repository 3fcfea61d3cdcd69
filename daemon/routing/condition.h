#pragma once

#include <expected>
#include <memory>
#include <string_view>
#include <vector>

#include "rules/subject.h"
#include "rules/vocabulary.h"

namespace rasid::rules {
struct Problem;
}

namespace rasid::routing {

/// A compiled condition on alerts: the watch language, with watch: and severity: beside what is asked of articles. A
/// copy is cheap. holds() may run on many threads at once.
class Condition {
 public:
  /// What is wrong is said with its place in the text. `vocabulary.watches` must be there.
  static std::expected<Condition, std::vector<rules::Problem>> compile(std::string_view text,
                                                                       rules::Vocabulary const& vocabulary);

  /// `subject.alert` must be there.
  [[nodiscard]] bool holds(rules::Subject const& subject) const;

 private:
  struct Compiled;
  std::shared_ptr<Compiled const> compiled_;
};

}  // namespace rasid::routing
