#pragma once

#include <memory>
#include <string>
#include <vector>

#include "extractors/model/diagnostic.h"
#include "rules/hash_index.h"
#include "rules/term.h"
#include "rules/watch.h"

namespace rasid::rules {

/// A rule file, read and compiled by itself. Immutable, and shared by every WatchSet that was loaded while neither the
/// file nor the names it may use changed: a reload compiles only what did.
struct CompiledFile {
  std::string name;  // as messages call it
  std::size_t bytes = 0;
  std::size_t hash = 0;  // of its content
  std::vector<Watch> watches;
  std::vector<Term> terms;
  std::vector<std::uint64_t> id_hashes;    // by watch; see hash_index.h
  std::vector<std::uint64_t> term_hashes;  // by term, of what is written
  Diagnostics diagnostics;

  /// To be called when watches and terms are complete.
  void note_hashes() {
    for (Watch const& watch : watches) id_hashes.push_back(hash_of(watch.id.value));
    for (Term const& term : terms) term_hashes.push_back(hash_of(term.written));
  }
  [[nodiscard]] bool usable() const { return !has_errors(diagnostics); }
};

using CompiledFiles = std::vector<std::shared_ptr<CompiledFile const>>;

}  // namespace rasid::rules
