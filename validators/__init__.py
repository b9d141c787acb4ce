"""What a good case review is: model, vocabularies, checklist rules, PID."""
