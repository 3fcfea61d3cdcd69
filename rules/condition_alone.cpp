#include "rules/condition_alone.h"

#include "extractors/model/utf8.h"
#include "rules/parser.h"
#include "rules/resolve.h"

namespace rasid::rules {
namespace {

Diagnostics diagnostics_of(std::vector<Problem> const& problems, std::string_view condition,
                           Diagnostic::Severity severity) {
  Diagnostics out;
  for (Problem const& each : problems) {
    std::size_t const begin = std::min<std::size_t>(each.span.offset, condition.size());
    out.push_back({.severity = severity,
                   .file = "condition",
                   .line = 1,
                   .column = static_cast<unsigned>(code_points(condition, begin) + 1),
                   .length = static_cast<unsigned>(
                       std::max<std::size_t>(1, code_points(condition.substr(begin, each.span.length)))),
                   .message = each.message,
                   .source_line = std::string(condition),
                   .remedy = each.remedy});
  }
  return out;
}

}  // namespace

std::expected<WatchSet, Diagnostics> condition_alone(std::string_view text, Vocabulary const& vocabulary,
                                                     Diagnostics& warnings) {
  auto condition = parse_condition(text);
  if (!condition) return std::unexpected(diagnostics_of(condition.error(), text, Diagnostic::Severity::error));
  warnings = diagnostics_of(condition->warnings, text, Diagnostic::Severity::warning);
  Terms terms;
  std::vector<Problem> errors;
  auto steps = resolve(*condition, vocabulary, terms, errors);
  if (!steps) return std::unexpected(diagnostics_of(errors, text, Diagnostic::Severity::error));
  auto file = std::make_shared<CompiledFile>();
  file->name = "condition";
  Watch& watch = file->watches.emplace_back();
  watch.id = WatchId{"search"};
  watch.title = std::string(text);
  watch.when = std::string(text);
  watch.steps = *std::move(steps);
  file->terms = std::move(terms).take();
  file->note_hashes();
  return WatchSet({std::move(file)}, vocabulary);
}

}  // namespace rasid::rules
