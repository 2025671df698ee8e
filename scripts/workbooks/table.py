"""The table that every program writes; the second number has lost its leading zero, as spreadsheets do."""
HEADER = ['unit', 'part', 'name', 'email', 'language']
ROWS = [
    ['1201', 'raadmann', 'Åse Østbø', 'ase@bergen.example', 'nb'],
    [301, 'integrering', 'Kari «Kaia» Næss', 'kari@oslo.example', None],
    ['1505', 'raadmann', 'Bjørn r = 5', 'bjoern@kristiansund.example', 'nn'],
]
