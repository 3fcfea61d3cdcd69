#include "rules/watch_set.h"

#include <algorithm>

#include "rules/evidence.h"

namespace rasid::rules {

/// The files' watches and terms as one list each: a term that several files have is one term.
struct WatchSet::Linked {
  std::vector<Watch const*> watches;
  std::vector<std::uint32_t> file;
  std::vector<std::vector<TermId>> numbers;
  std::vector<Term const*> terms;
  std::vector<Step> steps;
  std::vector<std::uint32_t> first;
};

WatchSet::Linked WatchSet::link(CompiledFiles const& files) {
  Linked out;
  std::size_t terms = 0;
  for (auto const& file : files) terms += file->terms.size();
  HashIndex known(terms);
  for (std::uint32_t which = 0; which < files.size(); ++which) {
    CompiledFile const& file = *files[which];
    auto& numbers = out.numbers.emplace_back();
    numbers.reserve(file.terms.size());
    for (std::size_t i = 0; i < file.terms.size(); ++i) {
      Term const& term = file.terms[i];
      auto const fresh = static_cast<std::uint32_t>(out.terms.size());
      auto const same = [&](std::uint32_t other) { return out.terms[other]->written == term.written; };
      std::uint32_t const number = known.find_or_add(file.term_hashes[i], fresh, same);
      if (number == fresh) out.terms.push_back(&term);
      numbers.push_back(static_cast<TermId>(number));
    }
    for (Watch const& watch : file.watches) {
      out.watches.push_back(&watch);
      out.file.push_back(which);
      out.first.push_back(static_cast<std::uint32_t>(out.steps.size()));
      for (Step step : watch.steps) {
        if (step.is_term()) step.number = static_cast<std::uint32_t>(numbers[step.number]);
        out.steps.push_back(step);
      }
    }
  }
  out.steps.shrink_to_fit();
  return out;
}

WatchSet::All::All(CompiledFiles of_files, Vocabulary known, Linked linked, TermCounts counts)
    : files(std::move(of_files)),
      vocabulary(std::move(known)),
      watches(std::move(linked.watches)),
      file(std::move(linked.file)),
      numbers(std::move(linked.numbers)),
      by_id(watches.size()),
      matcher(std::move(linked.terms), std::move(linked.steps), std::move(linked.first), *vocabulary.catalogue,
              std::move(counts)) {
  std::uint32_t at = 0;
  for (auto const& each : files) {
    for (std::uint64_t const hash : each->id_hashes) {
      by_id.find_or_add(hash, at++, [](std::uint32_t) { return false; });  // ids are unique
    }
  }
}

std::uint32_t WatchSet::All::place_of(std::string_view id) const {
  return by_id.find(hash_of(id), [&](std::uint32_t at) { return watches[at]->id.value == id; });
}

namespace {

/// What `old` has counted of the terms of files that both sets have.
void carry(TermCounts const& old, std::vector<std::vector<TermId>> const& old_numbers, CompiledFiles const& old_files,
           std::vector<std::vector<TermId>> const& numbers, CompiledFiles const& files, TermCounts& out) {
  std::unordered_map<CompiledFile const*, std::size_t> where;
  for (std::size_t i = 0; i < old_files.size(); ++i) where.emplace(old_files[i].get(), i);
  out.articles = old.articles;
  for (std::size_t i = 0; i < files.size(); ++i) {
    auto const found = where.find(files[i].get());
    if (found == where.end()) continue;
    for (std::size_t term = 0; term < numbers[i].size(); ++term) {
      out.seen[static_cast<std::size_t>(numbers[i][term])] =
          old.seen[static_cast<std::size_t>(old_numbers[found->second][term])];
    }
  }
}

}  // namespace

WatchSet::WatchSet(CompiledFiles files, Vocabulary vocabulary, WatchSet const& previous) {
  Linked linked = link(files);
  if (linked.watches.empty()) return;
  TermCounts counts;
  counts.seen.resize(linked.terms.size());
  if (previous.all_) {
    auto const& old = *previous.all_;
    carry(old.matcher.term_counts(), old.numbers, old.files, linked.numbers, files, counts);
  }
  all_ = std::make_shared<All const>(std::move(files), std::move(vocabulary), std::move(linked), std::move(counts));
}

CompiledFiles const& WatchSet::files() const noexcept {
  static CompiledFiles const none;
  return all_ ? all_->files : none;
}

Watch const* WatchSet::find(WatchId const& id) const noexcept {
  if (!all_) return nullptr;
  std::uint32_t const at = all_->place_of(id.value);
  return at == HashIndex::none ? nullptr : all_->watches[at];
}

std::string_view WatchSet::file_of(Watch const& watch) const noexcept {
  return all_->files[all_->file[all_->place_of(watch.id.value)]]->name;
}

Expression WatchSet::condition(Watch const& watch) const noexcept {
  return all_->matcher.condition(all_->place_of(watch.id.value));
}

std::vector<WatchCounts> WatchSet::counts() const {
  return all_ ? all_->matcher.counts() : std::vector<WatchCounts>{};
}

std::vector<Match> WatchSet::match(text::Document const& document, std::vector<Mention> const& mentions,
                                   Article const& article) const {
  std::vector<Match> out;
  if (!all_) return out;
  Matcher const& matcher = all_->matcher;
  DocumentIndex const index(document);
  auto outcome = matcher.match({document, index, mentions, article, *all_->vocabulary.catalogue});
  for (std::uint32_t const which : outcome.watches()) {
    Match& match = out.emplace_back();
    match.watch = all_->watches[which]->id;
    add_evidence(matcher.condition(which), outcome.evaluation(), match);
  }
  return out;
}

}  // namespace rasid::rules
